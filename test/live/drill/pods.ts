import type { Hub } from '../../../model/types';

/** What there is of a hub in its cluster as far as a drill asks: its namespace and pods. */
export const objectsOf = (hub: Hub) => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: hub.server.namespace } },
  ...podsOf(hub),
];

/** The pods of its Prometheus and Alertmanager, all ready. */
export const podsOf = ({ server, alertmanager }: Hub) => [
  ...Array.from({ length: server.replicas }, (_, index) =>
    pod(`${server.name}-${index}`, server.namespace, server.selector),
  ),
  ...(alertmanager?.replicas ?? []).map(({ pod: name }) =>
    pod(name, server.namespace, alertmanager?.selector ?? {}),
  ),
];

const pod = (name: string, namespace: string, labels: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: { containers: [{ name: 'one', image: 'one' }] },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
});
