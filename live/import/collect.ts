import type { ApiConnection } from '../client/connection';
import type { KubeContext, Kubeconfig } from '../client/kubeconfig';
import type { Candidate, Found } from './candidate';
import { canonicalServer } from './existing';
import { foundInCluster, foundInFiles } from './sources';
import { chooseContexts, contextCandidate } from './sources/contexts';
import type { ObjectSource } from './sources/objects';

/** Where to look. */
export type Wanted =
  | { readonly globs: readonly string[] }
  | { readonly contexts: readonly KubeContext[] }
  | { readonly source: ObjectSource; readonly files: readonly string[] }
  | { readonly source: ObjectSource; readonly management: Management };

/** A cluster that knows others. */
export interface Management {
  readonly connection: ApiConnection;
  /** What messages call it. */
  readonly where: string;
  /**
   * Where its objects are.
   *
   * @default - in all namespaces
   */
  readonly namespace?: string;
}

/**
 * Finds clusters.
 *
 * @param wanted - with globs or contexts, there has to be a kubeconfig
 * @throws SourceError if a file cannot be read
 * @throws ClusterFailure if a management cluster cannot be asked
 */
export async function collect(wanted: Wanted, kubeconfig: Kubeconfig | undefined): Promise<Found> {
  if ('globs' in wanted || 'contexts' in wanted) {
    if (!kubeconfig) return { candidates: [], problems: [] };
    const { contexts, problems } =
      'globs' in wanted
        ? chooseContexts(kubeconfig, wanted.globs)
        : { contexts: wanted.contexts, problems: [] };
    const candidates = contexts.map((context) => contextCandidate(kubeconfig, context));
    return { candidates, problems };
  }
  const { candidates, problems } =
    'files' in wanted
      ? foundInFiles(wanted.source, wanted.files)
      : await inManagement(wanted.source, wanted.management);
  return { candidates: kubeconfig ? withContexts(candidates, kubeconfig) : candidates, problems };
}

const inManagement = (source: ObjectSource, { connection, where, namespace }: Management) =>
  foundInCluster(source, connection, where, namespace);

/** Candidates of other sources, each with the first context that leads to its server. */
function withContexts(candidates: readonly Candidate[], kubeconfig: Kubeconfig): Candidate[] {
  const byServer = new Map<string, string>();
  for (const { name, server } of kubeconfig.contexts) {
    const canonical = canonicalServer(server);
    if (canonical !== undefined && !byServer.has(canonical)) byServer.set(canonical, name);
  }
  return candidates.map((candidate) => {
    const context = byServer.get(canonicalServer(candidate.server) ?? '');
    if (context === undefined) return candidate;
    return { ...candidate, context, connect: () => kubeconfig.connection(context) };
  });
}
