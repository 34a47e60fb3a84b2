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
  return Number(bits) <= longest
    ? undefined
    : `an IPv${version} range has at most ${longest} bits, ${found}, write ${address}/${longest}`;
}
