import type { MemberGroup } from '../group';
import { AGGREGATED_APIS } from './aggregated-apis';
import { API_SERVER } from './api-server';
import { CORE_DNS } from './core-dns';
import { ETCD } from './etcd';
import { KUBE_CLIENTS } from './kube-clients';
import { KUBELET } from './kubelet';
import { KUBELET_CAPACITY } from './kubelet-capacity';
import { KUBELET_CERTIFICATES } from './kubelet-certificates';
import { NODE_CONDITIONS } from './node-conditions';
import { SCHEDULER } from './scheduler';
import { UNSCHEDULABLE_PODS } from './unschedulable-pods';

/** Nodes as Kubernetes sees them, kubelets and the control plane. */
export const KUBERNETES_GROUPS: readonly MemberGroup[] = [
  NODE_CONDITIONS,
  KUBELET,
  KUBELET_CAPACITY,
  KUBELET_CERTIFICATES,
  API_SERVER,
  AGGREGATED_APIS,
  KUBE_CLIENTS,
  ETCD,
  SCHEDULER,
  UNSCHEDULABLE_PODS,
  CORE_DNS,
];
