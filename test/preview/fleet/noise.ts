/** A number of 0 to 1 for a text, the same every time (FNV-1a). */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  // The last characters count little in the lower half: mixed once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}

const KNOT = 15;

/** Goes up and down between -1 and 1, smoothly; every name its own way. */
export function wave(name: string, minute: number): number {
  const knot = Math.floor(minute / KNOT);
  const rest = minute / KNOT - knot;
  const at = (index: number) => chance(`${name} ${index}`) * 2 - 1;
  const smooth = rest * rest * (3 - 2 * rest);
  const slow = at(knot) * (1 - smooth) + at(knot + 1) * smooth;
  return 0.85 * slow + 0.15 * (chance(`${name} at ${minute}`) * 2 - 1);
}

/** From 0 before a minute to 1 some minutes later. */
export function ramp(minute: number, from: number, takes: number): number {
  return Math.min(Math.max((minute - from) / takes, 0), 1);
}
