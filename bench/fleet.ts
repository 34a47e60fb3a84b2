/** A fleet file of `clusters` members, set up alike as large fleets are. */
export const fleetOf = (clusters: number): string =>
  `${HUB}clusters:\n${members(clusters, (index) => [
    `labels: { provider: ${provider(index)}, region: region-${index % GROUPS} }`,
  ])}`;

/** How many groups the clusters of a composed fleet are in. */
export const GROUPS = 20;

/** Three patches, of which each cluster has all. */
const PATCHES = `patches:
  - target: { kind: StatefulSet|Deployment|DaemonSet }
    patch: { metadata: { annotations: { owner: observability } } }
defaults:
  monitor: { retention: 12h }
  patches:
    - target: { kind: ConfigMap, name: monitor-prometheus-server }
      patch: { metadata: { labels: { tier: configuration } } }
    - target: { kind: DaemonSet, name: .*-node-exporter }
      patch:
        - { op: add, path: /spec/template/spec/tolerations/-, value: { key: edge, operator: Exists } }
`;

/**
 * The same fleet as people compose it: clusters have their labels, and a setting that differs, from
 * one of twenty groups, and some undo it; three patches change objects of each.
 */
export const composedFleetOf = (clusters: number): string =>
  [
    `${HUB}${PATCHES}groups:`,
    ...Array.from(
      { length: GROUPS },
      (_, group) =>
        `  region-${group}: { labels: { region: region-${group} }, monitor: { retention: ${group + 2}h } }`,
    ),
    'clusters:',
    members(clusters, (index) => [
      `group: region-${index % GROUPS}`,
      `labels: { provider: ${provider(index)} }`,
      ...(index % 100 === 0 ? ['monitor: { retention: null }'] : []),
    ]),
  ].join('\n');

const HUB = 'hub: { cluster: hub, storage: 50Gi }\n';

const PROVIDERS = ['aws', 'azure', 'google', 'on-premises'];
const provider = (index: number) => PROVIDERS[index % PROVIDERS.length];

function members(clusters: number, more: (index: number) => readonly string[]): string {
  const entries = Array.from({ length: clusters }, (_, index) =>
    [
      `  - name: cluster-${index}`,
      `server: https://api.cluster-${index}.example.com:6443`,
      ...more(index),
      ...(index % 4 === 0 ? ['auth: { type: serviceAccountToken }'] : []),
    ].join('\n    '),
  );
  return `${entries.join('\n')}\n`;
}
