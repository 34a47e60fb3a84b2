import { isIP } from 'node:net';

/** Says what is wrong with an address range in CIDR notation, IPv4 or IPv6. */
export function checkCidr(value: string): string | undefined {
  const found = `found ${JSON.stringify(value)}`;
  const [, address = '', , bits] = /^([0-9a-fA-F.:]+)(\/(0|[1-9][0-9]{0,2}))?$/.exec(value) ?? [];
  const version = isIP(address);
  if (version === 0) return `not an address range, ${found}, write one such as 10.0.0.0/28`;
  const longest = version === 4 ? 32 : 128;
  if (bits === undefined)
    return `an address range needs a length, ${found}, write ${address}/${longest}`;
  if (Number(bits) > longest)
    return `an IPv${version} range has at most ${longest} bits, ${found}, write ${address}/${longest}`;
  const whole = version === 4 ? bitsOfIPv4(address) : bitsOfIPv6(address);
  const hostBits = BigInt(longest - Number(bits));
  const network = (whole >> hostBits) << hostBits;
  if (network === whole) return undefined;
  const first = version === 4 ? ipv4(network) : ipv6(network);
  return `a range begins at its first address, ${found}, write ${first}/${bits}`;
}

/** A right address range in the one form that Kubernetes does not warn of. */
export function canonicalCidr(range: string): string {
  const [address = '', bits] = range.split('/');
  if (isIP(address) === 4) return range;
  const whole = bitsOfIPv6(address);
  // What is mapped is IPv4, in Kubernetes and on the wire.
  return whole >> 32n === 0xffffn && Number(bits) >= 96
    ? `${ipv4(whole & 0xffffffffn)}/${Number(bits) - 96}`
    : `${ipv6(whole)}/${bits}`;
}

function bitsOfIPv4(address: string): bigint {
  return address.split('.').reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

function bitsOfIPv6(address: string): bigint {
  // An IPv4 address at the end stands for the last two groups.
  const plain = address.replace(/[^:]+\.[^:]+$/, (end) => {
    const bits = bitsOfIPv4(end);
    return `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
  });
  const [head = [], tail = []] = plain.split('::').map((side) => side.split(':').filter(Boolean));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return [...head, ...zeros, ...tail].reduce(
    (bits, group) => (bits << 16n) | BigInt(`0x${group}`),
    0n,
  );
}

function ipv4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 0xffn).join('.');
}

function ipv6(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((bits >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  // The URL parser writes the usual short form.
  return new URL(`https://[${groups.join(':')}]`).hostname.slice(1, -1);
}
