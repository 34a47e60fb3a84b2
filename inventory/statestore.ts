/** Says what is wrong with the directory of the members' TLS files: absolute and normalised. */
export function isStatestore(path: string): string | undefined {
  if (/^(\/[A-Za-z0-9._-]+)+$/.test(path) && !/\/\.\.?(\/|$)/.test(path)) return undefined;
  const found = `found ${JSON.stringify(path)}`;
  const trimmed = path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  if (trimmed !== path && isStatestore(trimmed) === undefined) {
    return `not a normalised path, ${found}, write ${trimmed}`;
  }
  return `not the absolute path of a directory, ${found}, write one such as /opt/pipeline/statestore`;
}
