import { z } from 'zod';
import { checkServerUrl, parseServerUrl } from '../../language/server-url';
import { HUB_DEFAULTS } from '../../model/defaults';
import { parseYaml } from '../../yaml/parse';

/** A cluster that a fleet file has already. */
export interface ExistingEntry {
  /** Its place in the list; absent where it is in a file that the fleet file includes. */
  readonly index?: number;
  readonly name: string;
  /** Absent where it is not one that a hub can be told. */
  readonly canonical?: string;
  readonly kubeContext?: string;
}

/** What a fleet file says that matters to those who add to it; it may have mistakes. */
export interface ExistingFleet {
  readonly entries: readonly ExistingEntry[];
  readonly clusterLabel: string;
  /** The hub's name and context. */
  readonly hub: { readonly cluster: string; readonly context: string };
  /** Lines of the entries that are comments, as those of clusters that could not be reached. */
  readonly commentedOut: ReadonlyMap<string, number>;
}

const text = z.string().optional().catch(undefined);

const shape = z.object({
  hub: z
    .object({ cluster: text, clusterLabel: text, kubeContext: text })
    .optional()
    .catch(undefined),
  clusters: z
    .array(z.object({ name: text, server: text, kubeContext: text }).catch({}))
    .optional()
    .catch(undefined),
});

/**
 * Reads what a fleet file has.
 *
 * @param included - the texts of the files that it includes
 */
export function existingFleet(source: string, included: readonly string[] = []): ExistingFleet {
  const [own = {}, ...others] = [source, ...included].map(
    (text) => shape.safeParse(parseYaml(text).data).data ?? {},
  );
  const hub = [own, ...others].find((file) => file.hub !== undefined)?.hub ?? {};
  return {
    entries: [own, ...others].flatMap(({ clusters = [] }, file) =>
      clusters.map(({ name = '', server, kubeContext }, index) => ({
        ...(file === 0 && { index }),
        name,
        canonical: canonicalServer(server),
        kubeContext,
      })),
    ),
    clusterLabel: hub.clusterLabel ?? HUB_DEFAULTS.clusterLabel,
    hub: { cluster: hub.cluster ?? '', context: hub.kubeContext ?? hub.cluster ?? '' },
    commentedOut: inComments(source),
  };
}

/** The same for all ways to write one server; nothing for what is none. */
export const canonicalServer = (server: string | undefined): string | undefined =>
  server === undefined || checkServerUrl(server) !== undefined
    ? undefined
    : parseServerUrl(server).canonical;

/** As `canonicalServer`, and the text itself for what is none. */
export const serverKey = (server: string): string => canonicalServer(server) ?? server;

/** What tells entries that are comments apart. */
export const commentKey = (name: string, server: string) => `${name} ${serverKey(server)}`;

/** The name and the server of an entry, one below the other or within braces. */
const COMMENT =
  /^[ \t]*#[ \t{-]*"?name"?: *["']?([a-z0-9-]+)["']?(?:,|[ \t]*\r?\n[ \t]*#)[ \t]*"?server"?: *["']?(https:[^\s"',}]+)/gm;

function inComments(source: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const { 1: name = '', 2: server = '', index } of source.matchAll(COMMENT)) {
    found.set(commentKey(name, server), source.slice(0, index).split('\n').length);
  }
  return found;
}
