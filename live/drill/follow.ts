import { setTimeout } from 'node:timers/promises';
import { visible } from '../../diagnostics';
import { asError } from '../client/failure';
import type { Hop, HopMissed, HopName, HopTaken, Seen } from './types';

/** How hops are followed. */
export interface Following {
  /** When the drill began, in milliseconds since 1970. */
  readonly began: number;
  /** When the hops are given up, in milliseconds since 1970. */
  readonly deadline: number;
  /** Milliseconds between two looks. */
  readonly everyMs: number;
  /** Ends it early. */
  readonly signal: AbortSignal;
  readonly onTaken: (taken: HopTaken) => void;
  readonly onWaiting: (hop: HopName, found: string) => void;
}

/**
 * Looks for one hop after the other, each until it is taken.
 *
 * @returns the hop that was missed, if one was
 * @throws AbortError if it is ended early
 */
export async function follow(
  hops: readonly Hop[],
  { began, deadline, everyMs, signal, onTaken, onWaiting }: Following,
): Promise<HopMissed | undefined> {
  for (const { name: hop, look, fix } of hops) {
    for (;;) {
      signal.throwIfAborted();
      const seen = await seenBy(look);
      if ('taken' in seen) {
        onTaken({ hop, seconds: Math.round((Date.now() - began) / 1000), summary: seen.taken });
        break;
      }
      const found = 'missed' in seen ? seen.missed : seen.waiting;
      if ('missed' in seen || Date.now() + everyMs > deadline) return { hop, found, fix };
      onWaiting(hop, found);
      await setTimeout(everyMs, undefined, { signal });
    }
  }
  return undefined;
}

async function seenBy(look: Hop['look']): Promise<Seen> {
  try {
    return await look();
  } catch (error) {
    return { waiting: visible(asError(error).message) };
  }
}
