import type { KubeContext } from '../client/kubeconfig';
import { sideBySide } from '../client/side-by-side';
import type { Progress } from '../progress';
import type { Candidate } from './candidate';
import { commentKey, type ExistingEntry, type ExistingFleet, serverKey } from './existing';
import type { Findings } from './findings';
import { chooseName, type NameParts, nameParts } from './names';
import { type Proposal, propose } from './propose';
import { reachOf } from './reach';

/** What is to become of a cluster that was found. */
export type Outcome = { readonly candidate: Candidate } & (
  | ({ readonly kind: 'added'; readonly name: string } & Proposal)
  /** It has to wait: it could not be reached, or its server is one for people to write. */
  | ({
      readonly kind: 'commentedOut';
      readonly name: string;
      readonly why: string;
      /**
       * The line on which a comment says so already; nothing is written then.
       *
       * @default - none: it is written
       */
      readonly line?: number;
    } & Proposal)
  /** The fleet file has its server. */
  | {
      readonly kind: 'known';
      readonly name: string;
      /** Absent where it is in a file that the fleet file includes. */
      readonly index?: number;
      /**
       * The context to be written into its entry.
       *
       * @default - it has one, or needs none
       */
      readonly kubeContext?: string;
    }
  /** Another one that was found has the same server. */
  | { readonly kind: 'repeated'; readonly of: string }
  | { readonly kind: 'refused'; readonly why: string }
);

export interface PlanOptions {
  readonly candidates: readonly Candidate[];
  readonly fleet: ExistingFleet;
  /** All contexts of the kubeconfig. */
  readonly contexts: readonly Pick<KubeContext, 'name' | 'server'>[];
  /** Names that no cluster can have. */
  readonly reserved: readonly string[];
  /**
   * Asks a cluster; never rejects for what a cluster does.
   *
   * @default - none is asked
   */
  readonly ask?: (candidate: Candidate) => Promise<Findings>;
  /** Clusters that are asked at a time. */
  readonly parallel: number;
  /** Makes what is told how far it is, for so many clusters that are asked. */
  readonly progress: (total: number) => Progress;
}

/** Finds out what is to become of clusters that were found, in their order. */
export async function planImport(options: PlanOptions): Promise<Outcome[]> {
  const { parallel, ask } = options;
  const sorted = sort(options);
  const isAsked = (each: New | Outcome): each is New =>
    ask !== undefined && !('kind' in each) && each.candidate.connect !== undefined && !each.why;
  const progress = options.progress(sorted.filter(isAsked).length);
  return sideBySide(sorted, parallel, async (each): Promise<Outcome> => {
    if ('kind' in each) return each;
    if (!ask || !isAsked(each)) return settled(each, options);
    const { name } = each.chosen;
    progress.at(name, 'is asked');
    const findings = await ask(each.candidate);
    progress.done(name, findings.unreachable === undefined);
    return settled(each, options, findings);
  });
}

/** A cluster that is new to the fleet. */
interface New {
  readonly candidate: Candidate;
  readonly parts: NameParts;
  readonly chosen: ReturnType<typeof chooseName>;
  readonly server: string;
  /** Why people have to complete it. */
  readonly why?: string;
}

/** Tells what is new from what is there; names are given in the order in which they are found. */
function sort({ candidates, fleet, reserved, contexts }: PlanOptions): (New | Outcome)[] {
  const { entries, hub } = fleet;
  const taken = new Set([...entries.map(({ name }) => name), ...reserved]);
  const names = new Set(contexts.map(({ name }) => name));
  const hubServer = contexts.find(({ name }) => name === hub.context)?.server;
  const isHub = ({ server }: Candidate) =>
    hubServer !== undefined && serverKey(server) === serverKey(hubServer);
  const servers = new Map(entries.map((entry) => [entry.canonical, entry]));
  const found = new Map<string, string>();
  const given = new Set<number>();
  return candidates.map((candidate): New | Outcome => {
    const reach = reachOf(candidate);
    if ('refused' in reach) return { kind: 'refused', candidate, why: reach.refused };
    const { server, why } = { why: undefined, ...reach };
    const canonical = serverKey(candidate.server);
    const entry = servers.get(canonical);
    if (entry) {
      const { name, index } = entry;
      // Files that are included are not written.
      const lacks = index !== undefined && lacksContext(entry, names) && !given.has(index);
      const kubeContext = lacks ? candidate.context : undefined;
      if (kubeContext !== undefined && index !== undefined) given.add(index);
      return { kind: 'known', candidate, name, index, kubeContext };
    }
    const of = found.get(canonical);
    if (of !== undefined) return { kind: 'repeated', candidate, of };
    // The one entry that has the hub's name is the hub's own cluster, and no other.
    const own = isHub(candidate);
    const parts = own ? hubParts(candidate, hub.cluster) : partsOf(candidate);
    const isTaken = (name: string) => taken.has(name) || (name === hub.cluster && !own);
    const chosen = chooseName(candidate.name, parts, isTaken);
    taken.add(chosen.name);
    found.set(canonical, chosen.name);
    return { candidate, parts, chosen, server, why };
  });
}

function partsOf({ name, server, qualifiers = [] }: Candidate): NameParts {
  const parts = nameParts(name, server);
  return { ...parts, qualifiers: [...parts.qualifiers, ...qualifiers] };
}

const hubParts = (candidate: Candidate, cluster: string): NameParts => ({
  ...partsOf(candidate),
  base: cluster,
  from: "it is the hub's own cluster, which has this name in hub.cluster",
});

/** Whether no context of the kubeconfig is meant by an entry. */
const lacksContext = ({ name, kubeContext }: ExistingEntry, contexts: ReadonlySet<string>) =>
  kubeContext === undefined && !contexts.has(name);

function settled(each: New, { fleet }: PlanOptions, findings?: Findings): Outcome {
  const { candidate, chosen, server } = each;
  const { clusterLabel, commentedOut } = fleet;
  const proposal = propose({ ...each, findings, clusterLabel });
  const why = each.why ?? findings?.unreachable;
  const common = { candidate, name: chosen.name, ...proposal };
  const line = commentedOut.get(commentKey(chosen.name, server));
  if (why === undefined) {
    const old = line === undefined ? [] : [`its comment on line ${line} can go`];
    return { kind: 'added', ...common, notes: [...common.notes, ...old] };
  }
  return { kind: 'commentedOut', ...common, why, line };
}
