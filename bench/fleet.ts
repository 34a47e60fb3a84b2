/** A fleet file of `clusters` members, set up alike as large fleets are. */
export function fleetOf(clusters: number): string {
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
  return `hub: { cluster: hub, storage: 50Gi }\nclusters:\n${entries.join('\n')}\n`;
}
