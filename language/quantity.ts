import type { Check } from './check';

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const QUANTITY = /^[0-9]+(\.[0-9]+)?(m|[kKMGTPE]i?)?$/;

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`<size>`) */
export const SIZE = /^[0-9]+(\.[0-9]+)?(B|[KMGTPE]i?B)$/;

/** Says what is wrong with a Kubernetes quantity such as `50Gi` or `250m`. */
export const checkQuantity: Check = (value) => {
  if (QUANTITY.test(value)) return undefined;
  const [, amount, unit = ''] = AMOUNT.exec(value.trim()) ?? [];
  const right =
    amount === undefined
      ? 'a number with a unit, such as 50Gi or 250m'
      : `${amount}${prefix(unit)}`;
  return `not a quantity, found ${JSON.stringify(value)}, write ${right}`;
};

/** Says what is wrong with a size of Prometheus such as `64MB`. */
export const checkSize: Check = (value) => {
  if (SIZE.test(value)) return checkBytes(value);
  const [, amount, unit] = AMOUNT.exec(value.trim()) ?? [];
  const right =
    amount === undefined || unit === undefined
      ? 'a number with a unit, such as 64MB'
      : `${amount}${prefix(unit)}B`;
  return `not a size, found ${JSON.stringify(value)}, write ${right}`;
};

/** Prometheus counts bytes in 63 bits, and its KB are 1024 of them. */
function checkBytes(value: string): string | undefined {
  const power = 'BKMGTPE'.indexOf(value.replace(/^[\d.]+/, '').charAt(0));
  return Number.parseFloat(value) * 1024 ** power < 2 ** 63
    ? undefined
    : `a size is too large, found ${JSON.stringify(value)}, write at most 7EB`;
}

/** An amount of bytes as people write it: `10 GB`, `10gib`. */
const AMOUNT = /^([0-9]+(?:\.[0-9]+)?)\s*([kmgtpe]i?)?b?$/i;

/** The prefix of a unit as both write it. */
const prefix = (unit: string) => unit.charAt(0).toUpperCase() + unit.slice(1).toLowerCase();

/** The bytes that a right quantity says. */
export function bytesOf(quantity: string): number {
  const [, amount = '0', unit = ''] =
    /^\+?([0-9.]+(?:[eE][+-]?[0-9]+)?)([A-Za-z]*)$/.exec(quantity) ?? [];
  if (unit === 'm') return Math.ceil(Number(amount) / 1000);
  const power = unit === '' ? 0 : 'KMGTPE'.indexOf(unit.charAt(0).toUpperCase()) + 1;
  return Math.round(Number(amount) * (unit.endsWith('i') ? 1024 : 1000) ** power);
}
