import { sizeBytes } from '../language/quantity';
import { ROOM_FOR_A_BLOCK } from './components/prometheus';

/** Share of what is kept that the write-ahead log and blocks being written take beside it. */
export const ROOM_BESIDE = 0.25;

/** Bytes of that at least: a block is there twice while it is compacted. */
export const LEAST_ROOM = 2 * ROOM_FOR_A_BLOCK;

const MEBIBYTE = 2 ** 20;

/**
 * How large a Prometheus's emptyDir may become that is to keep so many bytes, as a quantity. More,
 * and Kubernetes replaces the pod with all that it has: so there has to be room beside what is kept.
 */
export function dataLimit(retentionSize: string): string {
  const kept = sizeBytes(retentionSize);
  const bytes = kept + Math.max(LEAST_ROOM, kept * ROOM_BESIDE);
  let amount = Math.ceil(bytes / MEBIBYTE);
  let unit = 0;
  // As Kubernetes writes it, so that nothing differs from what was applied.
  while (amount % 1024 === 0 && unit < 'MGTP'.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${amount}${'MGTP'.charAt(unit)}i`;
}

/** Bytes that are to be kept; absent where there is no bound. */
export const boundOf = (retentionSize: string | undefined): string | undefined =>
  retentionSize !== undefined && sizeBytes(retentionSize) > 0 ? retentionSize : undefined;
