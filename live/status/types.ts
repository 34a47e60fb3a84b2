import type { ExplainedError } from './scrape-error';

/** What a hub's fleet looks like at one time, as the hub sees it. Plain data. */
export interface FleetStatus {
  /** Whether nothing needs attention. */
  readonly ok: boolean;
  /** When it was so, by the hub's clock: ISO 8601. */
  readonly at: string;
  readonly summary: StatusSummary;
  /** Of the hub itself, each a sentence with what is to be done. */
  readonly problems: readonly string[];
  /** What needs attention first, then by name. */
  readonly members: readonly MemberStatus[];
  /**
   * Federation jobs of clusters that the fleet file does not have, by name; not looked for where
   * some members alone are asked about.
   */
  readonly unknownJobs: readonly string[];
}

export interface StatusSummary {
  readonly members: number;
  readonly up: number;
  readonly needAttention: number;
  /** Members whose credential is still good, and ends soon. */
  readonly endSoon: number;
}

/** A member, as the hub sees it. */
export interface MemberStatus {
  readonly cluster: string;
  /** Absent: no replica has its job, or none has scraped it yet. */
  readonly up?: boolean;
  /** ISO 8601; absent: never. */
  readonly lastScrape?: string;
  /** Seconds that it took. */
  readonly scrapeSeconds?: number;
  /** Samples that it brought; absent: it failed, or there was none. */
  readonly samples?: number;
  /** Bytes of it, unpacked; absent where the hub's Prometheus does not say, too. */
  readonly bytes?: number;
  /** What it may bring, and how long it may take. */
  readonly limits: Limits;
  /** What it says that it runs; absent: it does not say. */
  readonly versions?: Versions;
  /** Whether the reader has the rights that it is meant to have; absent: nobody asked. */
  readonly rights?: RightsStatus;
  /** Whether it has what the fleet file gives for it now; absent: it does not say, or is not up. */
  readonly rollout?: RolloutState;
  /** Of the last scrape that failed. */
  readonly error?: ExplainedError;
  /** Absent where the hub's Secrets cannot be read. */
  readonly credential?: CredentialStatus;
  /** Why it needs attention, the most urgent reason first; empty where it does not. */
  readonly attention: readonly Attention[];
}

/** Whether what was applied to a member last is what the fleet file gives for it now. */
export type RolloutState = 'current' | 'behind';

/** What a federation request may bring, as the fleet file has it. */
export interface Limits {
  readonly samples: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Versions that run, mostly one of each. */
export interface Versions {
  readonly kubernetes: readonly string[];
  readonly prometheus: readonly string[];
}

/** What an API server says of a reader's rights. */
export interface RightsStatus {
  /** Whether it may do what it is meant to, and nothing else that was asked for. */
  readonly asMeant: boolean;
  /** Each that is not as it is meant: `list secrets of monitoring: it may`. */
  readonly wrong: readonly string[];
  /** Why they are not known. */
  readonly failure?: string;
}

/** The credential of a member, as it is in the hub's Secret. */
export interface CredentialStatus {
  readonly type: 'certificate' | 'token' | 'long-lived token';
  /** Name of the Secret. */
  readonly secret: string;
  /** ISO 8601; absent where it does not say. */
  readonly issued?: string;
  /** ISO 8601; absent: never, or it is not known as something is wrong. */
  readonly expires?: string;
  /** Whole days until then, rounded down: negative for what has expired. */
  readonly daysLeft?: number;
  /** What is wrong with the Secret itself, or with what is in it. */
  readonly problem?: string;
}

/** A reason for which somebody should look. */
export interface Attention {
  readonly reason: AttentionReason;
  /** In few words, for a table. */
  readonly summary: string;
  /** A sentence: what is to be done. */
  readonly fix: string;
}

export type AttentionReason =
  | 'no-job'
  | 'never-scraped'
  | 'down'
  | 'stale'
  | 'replicas-differ'
  | 'no-samples'
  | 'near-limit'
  | 'rights-differ'
  | 'rights-unknown'
  | 'rollout-behind'
  | 'credential-missing'
  | 'credential-expired'
  | 'credential-ends-soon';

/** A member's federation job, as one replica of the hub has it. */
export interface JobState {
  readonly cluster: string;
  /** What is asked for, with its selectors. */
  readonly url: string;
  /** Absent: it was not scraped yet. */
  readonly up?: boolean;
  /** Milliseconds since 1970; absent: never. */
  readonly lastScrape?: number;
  readonly scrapeSeconds: number;
  /** Empty where there was none. */
  readonly lastError: string;
  readonly samples?: number;
  readonly bytes?: number;
}

/** A member's federation job over all replicas that were asked. */
export interface MergedJob {
  /** As the replica has it that sees most: up, then scraped last; absent: none has the job. */
  readonly state?: JobState;
  /** How long ago it was scraped, in milliseconds; absent: never. */
  readonly age?: number;
  /** The replicas that do not see it up while another does: what each says. */
  readonly differing: readonly { readonly pod: string; readonly says: string }[];
}

/** What one replica of the hub says. */
export interface ReplicaAnswer {
  /** Name of its pod. */
  readonly pod: string;
  /** Its clock, in milliseconds since 1970. */
  readonly at: number;
  /** By the name of the cluster. */
  readonly jobs: ReadonlyMap<string, JobState>;
  /** Of manifests, by the name of the cluster: those that members bring, and that the hub expects. */
  readonly digests: Readonly<
    Record<'brought' | 'expected', ReadonlyMap<string, readonly string[]>>
  >;
  /** By the name of the cluster. */
  readonly versions: ReadonlyMap<string, Versions>;
}
