/** What the container has there already, where nothing can be mounted. */
const TAKEN = /^\/(bin|dev|etc|lib|lib64|proc|prometheus|run|sys|usr|var\/run)(\/|$)/;

/** An absolute path, which may not be normalised. */
export const STATESTORE = /^(\/[A-Za-z0-9._-]+)+$/;

/** Says what is wrong with the directory of the members' TLS files: absolute and normalised. */
export function checkStatestore(path: string): string | undefined {
  const found = `found ${JSON.stringify(path)}`;
  if (STATESTORE.test(path) && !/\/\.\.?(\/|$)/.test(path)) {
    return TAKEN.test(path) || path === '/var'
      ? `Prometheus's container has a directory of its own there, ${found}, write one such as /opt/pipeline/statestore`
      : undefined;
  }
  const trimmed = path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  if (trimmed !== path && checkStatestore(trimmed) === undefined) {
    return `not a normalised path, ${found}, write ${trimmed}`;
  }
  return `not the absolute path of a directory, ${found}, write one such as /opt/pipeline/statestore`;
}
