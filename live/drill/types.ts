/** A step on the way of an alert, from the rule to the people, and back. */
export type HopName =
  | 'loaded'
  | 'pending'
  | 'firing'
  | 'sent'
  | 'arrived'
  | 'told'
  | 'removed'
  | 'resolved'
  | 'cleared';

/** A hop that the alert has taken. */
export interface HopTaken {
  readonly hop: HopName;
  /** Since the drill began. */
  readonly seconds: number;
  /** What was seen. */
  readonly summary: string;
}

/** Where a drill ended before it was over. */
export interface HopMissed {
  readonly hop: HopName;
  /** What was seen last. */
  readonly found: string;
  /** What to look at. */
  readonly fix: string;
}

/** What came of a drill. Plain data. */
export interface Drilled {
  /** Whether somebody was told, and it is over everywhere. */
  readonly ok: boolean;
  readonly cluster: string;
  readonly hops: readonly HopTaken[];
  /** Absent where it went all the way. */
  readonly missed?: HopMissed;
  /** Whether somebody ended it. */
  readonly interrupted: boolean;
  /** Of the hub's replicas and of what is left, each a sentence with what is to be done. */
  readonly problems: readonly string[];
}

/** What is seen of a hop: it was taken, it may still be, or it will not be. */
export type Seen =
  | { readonly taken: string }
  | { readonly waiting: string }
  | { readonly missed: string };

/** A hop, and how it is looked for. */
export interface Hop {
  readonly name: HopName;
  /** What it rejects with counts as not yet, as a network may come back. */
  readonly look: () => Promise<Seen>;
  /** What to look at when it is not taken: a sentence. */
  readonly fix: string;
}
