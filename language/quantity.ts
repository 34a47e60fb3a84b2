import type { Check } from './check';

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const QUANTITY =
  /^\+?([0-9]+(\.[0-9]*)?|\.[0-9]+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?$/;

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`<size>`) */
export const SIZE = /^[0-9]+(\.[0-9]+)?(B|[KMGTPE]i?B)$/;

/** Says what is wrong with a Kubernetes quantity such as `50Gi` or `250m`. */
export const checkQuantity: Check = (value) => {
  if (QUANTITY.test(value)) {
    return quantityValue(value) < MOST
      ? undefined
      : `more than Kubernetes counts, found ${JSON.stringify(value)}, write less than 8Ei`;
  }
  const [, amount, unit = ''] = AMOUNT.exec(value.trim()) ?? [];
  const right =
    amount === undefined
      ? 'a number with a unit, such as 50Gi or 250m'
      : `${amount}${prefix(unit).replace(/^K$/, 'k')}`;
  return `not a quantity, found ${JSON.stringify(value)}, write ${right}`;
};

/** Says what is wrong with an amount of memory: a quantity that does not count parts of bytes. */
export const checkMemory: Check = (value) => {
  const wrong = checkQuantity(value);
  if (wrong !== undefined) return wrong;
  // A part of a Gi is rounded up to whole bytes, a thousandth of a byte is a slip.
  if (/[KMGTPE]i?$/.test(value) || Number.isInteger(quantityValue(value))) return undefined;
  const amount = value.replace(/[^0-9.]/g, '');
  const right = value.endsWith('m') ? `${amount}Mi` : 'a number with a unit, such as 512Mi';
  return `a byte has no parts, found ${JSON.stringify(value)}, write ${right}`;
};

/** Says what is wrong with the size of a volume: an amount above zero. */
export const checkVolumeSize: Check = (value) =>
  checkMemory(value) ??
  (quantityValue(value) > 0
    ? undefined
    : `a volume has a size, found ${JSON.stringify(value)}, write one such as 50Gi`);

/** The number that a right quantity stands for. */
export function quantityValue(quantity: string): number {
  const [, number, unit = ''] = /^\+?([0-9.]+)(.*)$/.exec(quantity) ?? [];
  if (/^[eE]./.test(unit)) return Number(`${number}${unit}`);
  const below = 'mun'.indexOf(unit) + 1;
  // A quotient is exact where a product with 0.001 is not.
  if (unit !== '' && below > 0) return Number(number) / 1000 ** below;
  return Number(number) * (unit.endsWith('i') ? 1024 : 1000) ** power(unit);
}

/** Quantities and sizes are counted in 64 bits, with a sign. */
const MOST = 2 ** 63;

/** Which power of 1000 or 1024 a prefix is. */
const power = (unit: string) => ' KMGTPE'.indexOf(unit.charAt(0).toUpperCase() || ' ');

/** Says what is wrong with a size of Prometheus such as `64MB`. */
export const checkSize: Check = (value) => {
  if (SIZE.test(value)) {
    return sizeBytes(value) < MOST
      ? undefined
      : `more than Prometheus counts, found ${JSON.stringify(value)}, write less than 8EB`;
  }
  const [, amount, unit] = AMOUNT.exec(value.trim()) ?? [];
  const right =
    amount === undefined || unit === undefined
      ? 'a number with a unit, such as 64MB'
      : `${amount}${prefix(unit)}B`;
  return `not a size, found ${JSON.stringify(value)}, write ${right}`;
};

/** The bytes that a right size of Prometheus says. */
export const sizeBytes = (size: string) =>
  Number.parseFloat(size) * 1024 ** Math.max(0, power(size.replace(/[0-9.B]/g, '')));

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
