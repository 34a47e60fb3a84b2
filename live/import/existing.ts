import { z } from 'zod';
import { checkServerUrl, parseServerUrl } from '../../language/server-url';
import { parseYaml } from '../../yaml/parse';

/** A cluster that a fleet file has already. */
export interface ExistingEntry {
  /** Its place in the list. */
  readonly index: number;
  readonly name: string;
  /** Absent where it is not one that a hub can be told. */
  readonly canonical?: string;
  readonly kubeContext?: string;
}

/** What a fleet file says that matters to those who add to it; it may have mistakes. */
export interface ExistingFleet {
  readonly entries: readonly ExistingEntry[];
  readonly clusterLabel: string;
  /** Servers in comments, as those written for clusters that could not be reached, and their lines. */
  readonly commentedOut: ReadonlyMap<string, number>;
}

const text = z.string().optional().catch(undefined);

const shape = z.object({
  hub: z.object({ clusterLabel: text }).optional().catch(undefined),
  clusters: z
    .array(z.object({ name: text, server: text, kubeContext: text }).catch({}))
    .optional()
    .catch(undefined),
});

/** Reads what a fleet file has. */
export function existingFleet(source: string): ExistingFleet {
  const { hub, clusters = [] } = shape.safeParse(parseYaml(source).data).data ?? {};
  return {
    entries: clusters.map(({ name = '', server, kubeContext }, index) => ({
      index,
      name,
      canonical: canonicalServer(server),
      kubeContext,
    })),
    clusterLabel: hub?.clusterLabel ?? 'cluster',
    commentedOut: inComments(source),
  };
}

/** The same for all ways to write one server; nothing for what is none. */
export const canonicalServer = (server: string | undefined): string | undefined =>
  server === undefined || checkServerUrl(server) !== undefined
    ? undefined
    : parseServerUrl(server).canonical;

function inComments(source: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [index, line] of source.split('\n').entries()) {
    const [, server] = /^\s*#.*\bserver: *["']?(https:[^\s"',}]+)/.exec(line) ?? [];
    if (server !== undefined) found.set(canonicalServer(server) ?? server, index + 1);
  }
  return found;
}
