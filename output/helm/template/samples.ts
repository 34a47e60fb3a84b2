/** A set of samples, a bit each. */
export type Samples = bigint;

export const NO_SAMPLES: Samples = 0n;

/** The set of one sample, by its number. */
export const sample = (number: number): Samples => 1n << BigInt(number);

export const difference = (one: Samples, other: Samples): Samples => one & ~other;

export const intersection = (one: Samples, other: Samples): Samples => one & other;

export const isEmpty = (samples: Samples) => samples === NO_SAMPLES;
