/**
 * Real Kubernetes clusters on one Linux machine, for the end-to-end suite.
 *
 * What journeys may use; everything else in this folder is how it is done.
 */
export { type Answer, apply, request } from './api';
export { authorityCertificate, issueCertificate, serviceAccountKey } from './credentials';
export { setNames } from './dns';
export { startApi, stopApi, syncAsByDefault } from './faults';
export { add, type UpOptions, up } from './fleet';
export { loadImages } from './images';
export { elapsedLog, type Log } from './log';
export { moduleDirectory } from './modules';
export { addAddress, connected, cut, mend } from './network-faults';
export { createAuthority, issue, type LeafProps, type Pair } from './pki';
export { type Cluster, FABRIC, kubeconfig, recordedClusters } from './plan';
export { logOf } from './processes';
export { Refusal } from './refusal';
export { down } from './teardown';
export { until } from './wait';
