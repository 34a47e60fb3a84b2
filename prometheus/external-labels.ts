import type { Labels } from '../model/types';

/** Prometheus puts environment variables into external labels: a dollar sign is written twice. */
export function literal(labels: Labels): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([name, value]) => [name, value.replaceAll('$', '$$$$')]),
  );
}
