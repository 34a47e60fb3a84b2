import type { Alertmanager } from '../model/alertmanager-types';
import { ALERTMANAGER } from '../model/components/alertmanager';
import {
  ALERTMANAGER_CONFIG_DIR,
  ALERTMANAGER_CONFIG_FILE,
} from '../prometheus/alertmanager/files';
import type { Container } from './k8s';
import type { Mount } from './mount';
import { container } from './pod';
import { httpProbe } from './probes';
import { readOnlyMounts } from './replicas';
import type { NamedPort } from './service';

/** Ports that replicas reach each other at. */
export const GOSSIP: readonly NamedPort[] = [
  { name: 'gossip-tcp', port: ALERTMANAGER.gossipPort, protocol: 'TCP' },
  { name: 'gossip-udp', port: ALERTMANAGER.gossipPort, protocol: 'UDP' },
];

const DATA_DIRECTORY = '/alertmanager';

/** The container of Alertmanager. */
export function alertmanagerContainer(
  alertmanager: Alertmanager,
  readOnly: readonly Mount[],
): Container {
  const { port, highlyAvailable } = alertmanager;
  return container(alertmanager, {
    args: args(alertmanager),
    env: highlyAvailable
      ? [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }]
      : undefined,
    ports: [
      { name: 'http', containerPort: port },
      ...(highlyAvailable ? GOSSIP : []).map(({ name, port: containerPort, protocol }) => ({
        name,
        containerPort,
        protocol,
      })),
    ],
    readinessProbe: httpProbe('/-/ready', { periodSeconds: 5, timeoutSeconds: 4 }),
    livenessProbe: httpProbe('/-/healthy', { periodSeconds: 15, timeoutSeconds: 10 }),
    volumeMounts: [{ name: 'data', mountPath: DATA_DIRECTORY }, ...readOnlyMounts(readOnly)],
  });
}

function args(alertmanager: Alertmanager): string[] {
  const { retention, port, url, highlyAvailable } = alertmanager;
  return [
    `--config.file=${ALERTMANAGER_CONFIG_DIR}/${ALERTMANAGER_CONFIG_FILE}`,
    `--storage.path=${DATA_DIRECTORY}`,
    `--data.retention=${retention}`,
    `--web.listen-address=:${port}`,
    `--web.external-url=${url}`,
    // Who was told, and not only by what means: a drill asks.
    '--enable-feature=receiver-name-in-metrics',
    ...(highlyAvailable ? gossip(alertmanager) : ['--cluster.listen-address=']),
  ];
}

/** Replicas that know of each other send each notification once. */
function gossip({ replicas, namespace, name }: Alertmanager): string[] {
  const { gossipPort } = ALERTMANAGER;
  return [
    // By its address: of a pod whose address is a public one it would find none to tell its peers.
    `--cluster.listen-address=[$(POD_IP)]:${gossipPort}`,
    // What has another label, or none, is not listened to.
    `--cluster.label=${namespace}/${name}`,
    // A pod that is replaced comes back with another address; the old one is soon given up.
    '--cluster.reconnect-timeout=5m',
    ...replicas.map(({ host }) => `--cluster.peer=${host}:${gossipPort}`),
  ];
}
