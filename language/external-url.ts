import type { Check } from './check';

/** Says what is wrong with the URL by which people reach a server; it may have a path. */
export const checkExternalUrl: Check = (value) => {
  const found = JSON.stringify(value);
  if (!/^https?:\/\//.test(value)) {
    const right = /^[a-z0-9.-]+(:\d+)?(\/|$)/i.test(value)
      ? `https://${value}`
      : 'https://HOST/PATH';
    return `not a URL of people's browsers, found ${found}, write ${right}`;
  }
  if (!URL.canParse(value) || /[\s"'<>\\`$]/.test(value)) {
    return `not a URL, found ${found}, write https://HOST[:PORT][/PATH]`;
  }
  const { username, password, search, hash } = new URL(value);
  if (username !== '' || password !== '') {
    return 'a URL that is shown has no user and no password in it, found some, leave them out';
  }
  if (search !== '' || hash !== '' || /[?#]$/.test(value)) {
    return `links are made by what follows the path, found ${found}, leave ? and # out`;
  }
  return undefined;
};
