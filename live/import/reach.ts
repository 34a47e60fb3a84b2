import { redactedMessage } from '../../diagnostics';
import { checkServerUrl, isOwnHost, parseServerUrl } from '../../language/server-url';
import type { Candidate } from './candidate';

/** What becomes of the server that a source has. */
export type Reach =
  /** The hub may reach it as it is. */
  | { readonly server: string }
  /** Right only where it was found: what stands in its place has to be completed by people. */
  | { readonly server: string; readonly why: string }
  /** No server at all. */
  | { readonly refused: string };

interface Local {
  readonly context: RegExp;
  /** What is to be written in its place. */
  readonly server: (cluster: string) => string;
  readonly how: string;
}

/** Clusters on this machine, by how their contexts are named. */
const LOCALS: readonly Local[] = [
  {
    context: /^kind-(?<cluster>.+)$/,
    server: (cluster) => `https://${cluster}-control-plane:6443`,
    how: 'a hub in the same kind or Docker network reaches it at',
  },
  {
    context: /^k3d-(?<cluster>.+)$/,
    server: (cluster) => `https://k3d-${cluster}-serverlb:6443`,
    how: 'a hub in the same Docker network reaches it at',
  },
  {
    context: /^(?<cluster>minikube.*)$/,
    server: () => 'https://MINIKUBE_IP:8443',
    how: 'write what `minikube ip` prints, as in',
  },
];

/** An address that means another cluster in each. */
const IN_CLUSTER = /^kubernetes(\.default(\.svc(\.[a-z0-9.-]+)?)?)?$/i;

/** Whether the server of a candidate can stand in the fleet file, and what has to if it cannot. */
export function reachOf({ server: found, source, context = '' }: Candidate): Reach {
  const server = found.replace(/\/+$/, '');
  const host = hostOf(server);
  if (host !== undefined && isOwnHost(host)) return { ...elsewhere(server, context) };
  const wrong = checkServerUrl(server);
  if (wrong !== undefined) return { refused: redactedMessage(wrong) };
  if (host !== undefined && IN_CLUSTER.test(host)) {
    const why = `${server} is the address within the cluster that has ${source}, which a hub reaches only there: put this in force if the hub runs there, else write the address from outside`;
    return { server, why };
  }
  return { server };
}

function elsewhere(server: string, context: string): { server: string; why: string } {
  const why = `${server} is this machine, where the hub's pods reach themselves`;
  for (const local of LOCALS) {
    const cluster = local.context.exec(context)?.groups?.cluster;
    if (cluster === undefined) continue;
    const other = local.server(cluster);
    return { server: other, why: `${why}: ${local.how} ${other}` };
  }
  const other = `https://ADDRESS:${parseServerUrl(server).port}`;
  return { server: other, why: `${why}: write the address at which they reach the API server` };
}

/** The host of an https URL that has no more to it than a server can have. */
function hostOf(server: string): string | undefined {
  const plain = /^https:\/\/[^/?#@\s]+(\/[^?#@\s]*)?$/i.test(server) && URL.canParse(server);
  return plain ? parseServerUrl(server).host : undefined;
}
