/** What the host of an API server tells of who runs it. */
export interface ProviderHost {
  readonly provider: 'eks' | 'aks' | 'gke';
  /** Of the cloud, such as `eu-west-1`. */
  readonly region?: string;
}

/**
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 * https://learn.microsoft.com/azure/aks/private-clusters
 * https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
 */
const HOSTS: readonly (readonly [ProviderHost['provider'], RegExp])[] = [
  ['eks', /(\.(?<region>[a-z0-9-]+))?\.eks\.amazonaws\.com(\.cn)?$/i],
  ['eks', /\.eks-cluster\.(?<region>[a-z0-9-]+)\.api\.(aws|amazonwebservices\.com\.cn)$/i],
  ['aks', /\.(hcp|privatelink)\.(?<region>[a-z0-9]+)\.azmk8s\.io$/i],
  ['gke', /^gke-.*\.(?<region>[a-z0-9]+-[a-z0-9]+)(-[a-z])?\.gke\.goog$/i],
];

/** The provider whose API servers have hosts of this form. */
export function providerHost(host: string): ProviderHost | undefined {
  for (const [provider, pattern] of HOSTS) {
    const match = pattern.exec(host);
    if (match) return { provider, region: match.groups?.region };
  }
  return undefined;
}
