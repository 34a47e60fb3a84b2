import { isAuthority } from './server-url';

const PARTS = /^https?:\/\/([^/?#]*)([/?#].*)?$/is;

/** What Go takes behind the host: printable characters, and escapes that are whole. */
const REST = /^(?:[!-$&-~]|%[\da-f]{2})*$/i;

/** Says what is wrong with a URL that notifications go to: it stands in a manifest, so it has no secret. */
export function checkNotificationUrl(value: string): string | undefined {
  const [, authority = '', rest = ''] = PARTS.exec(value) ?? [];
  if (authority.includes('@')) {
    return 'a secret does not belong in the fleet file, found user info in the URL, leave it out';
  }
  return isAuthority(authority) && REST.test(rest)
    ? undefined
    : `not a URL, found ${JSON.stringify(value)}, write https://HOST[:PORT][/PATH]`;
}
