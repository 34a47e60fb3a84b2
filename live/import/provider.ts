import { providerHost } from '../../language/provider-host';
import { parseServerUrl } from '../../language/server-url';
import type { Candidate } from './candidate';
import type { Finding, Provider } from './findings';

/** How contexts of a provider are named, or how one logs in there. */
const SIGNS: readonly {
  readonly provider: Provider;
  readonly context?: RegExp;
  readonly command?: RegExp;
}[] = [
  { provider: 'eks', context: /^arn:aws[\w-]*:eks:/ },
  { provider: 'eks', context: /\.eksctl\.io$/ },
  { provider: 'gke', context: /^gke_[^_]+_[^_]+_/ },
  { provider: 'gke', command: /(^|\/)gke-gcloud-auth-plugin$/ },
  { provider: 'eks', command: /(^|\/)(aws|aws-iam-authenticator)$/ },
  { provider: 'openshift', context: /^[^/]*\/[^/:]+:\d+\/[^/]+$/ },
  { provider: 'kind', context: /^kind-/ },
  { provider: 'k3s', context: /^k3d-/ },
  { provider: 'kubeadm', context: /^kubernetes-(super-)?admin@/ },
];

/** The provider of a cluster, by what its source says of it. */
export function providerOf(candidate: Candidate): Finding<Provider> | undefined {
  const { host, pathPrefix } = parseServerUrl(candidate.server);
  if (isBehindRancher(candidate.server)) {
    return { value: 'rancher', reasons: [`the server has the path ${pathPrefix}`] };
  }
  const known = providerHost(host);
  if (known) return { value: known.provider, reasons: [`its server is ${host}`] };
  const { name, context = name, login, loginWith = '' } = candidate;
  for (const { provider: value, context: named, command } of SIGNS) {
    if (named?.test(context)) return { value, reasons: [`its context is ${context}`] };
    if (login === 'exec' && command?.test(loginWith)) {
      return { value, reasons: [`one logs in with ${loginWith}`] };
    }
  }
  return undefined;
}

/** Whether requests go through Rancher. */
export const isBehindRancher = (server: string): boolean =>
  /^\/k8s\/clusters\//.test(parseServerUrl(server).pathPrefix);

/** The region of a cloud, by the host of a server. */
export const regionOf = (server: string): string | undefined =>
  providerHost(parseServerUrl(server).host)?.region;
