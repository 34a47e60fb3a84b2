/** Three patches, of which each cluster has all. */
const PATCHES = `patches:
  - target: { kind: StatefulSet|Deployment|DaemonSet }
    patch: { metadata: { annotations: { owner: observability } } }
defaults:
  patches:
    - target: { kind: ConfigMap, name: monitor-prometheus-server }
      patch: { metadata: { labels: { tier: configuration } } }
    - target: { kind: DaemonSet, name: .*-node-exporter }
      patch:
        - { op: add, path: /spec/template/spec/tolerations/-, value: { key: edge, operator: Exists } }
`;

/**
 * A fleet file of `clusters` members, set up alike as large fleets are.
 *
 * @param patched - whether it has patches
 */
export function fleetOf(clusters: number, patched = false): string {
  const providers = ['aws', 'azure', 'google', 'on-premises'];
  const entries = Array.from({ length: clusters }, (_, index) => {
    const provider = providers[index % providers.length];
    return [
      `  - name: cluster-${index}`,
      `    server: https://api.cluster-${index}.example.com:6443`,
      `    labels: { provider: ${provider}, region: region-${index % 20} }`,
      ...(index % 4 === 0 ? ['    auth: { type: serviceAccountToken }'] : []),
    ].join('\n');
  });
  return `hub: { cluster: hub, storage: 50Gi }\n${patched ? PATCHES : ''}clusters:\n${entries.join('\n')}\n`;
}
