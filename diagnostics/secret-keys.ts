/** The end of a key whose value is a secret; regular expressions are made of it. */
export const SECRET_KEY =
  '(?:passw(?:or)?d|passphrase|token|secret|credentials?|signature|(?:api|access|private)[_-]?key|\\b(?:key|cert|ca|pwd|sig))';

const WHOLE = new RegExp(`${SECRET_KEY}$`, 'i');

/** Keys that ask for something else, and are given the secret. */
const MISTAKEN = /(?:password|credentials|key|token)_file$|^(?:authorization|basic_auth)$/i;

/** Whether what stands under a key is a secret, or often is one by mistake. */
export const isSecretKey = (key: string) => WHOLE.test(key) || MISTAKEN.test(key);

/** Whether a URL has a parameter that is called like a secret. */
export const hasSecretParameter = (url: string) =>
  [...url.matchAll(/[?&]([^?&=]+)=/g)].some(([, name = '']) => isSecretKey(name));

/** Whether a path leads to what stands under such a key. */
export const leadsToSecret = (path: readonly (string | number)[]) =>
  path.some((segment) => typeof segment === 'string' && isSecretKey(segment));
