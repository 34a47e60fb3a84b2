import { z } from 'zod';
import { type Asked, ifTold } from './asked';
import type { PrometheusService } from './prometheus-services';

const pod = z.object({
  spec: z.object({
    containers: z.array(z.object({ args: z.array(z.string()).default([]) })),
  }),
});

/**
 * The route prefix that a Prometheus was started with, by the flags of one of its pods; undefined if
 * they do not say it.
 *
 * https://prometheus.io/docs/prometheus/latest/command-line/prometheus/
 */
export async function flaggedPrefix(
  asked: Asked,
  { at: { namespace }, selector }: PrometheusService,
): Promise<string | undefined> {
  const labelSelector = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join();
  const query = new URLSearchParams({ labelSelector, limit: '1' });
  const path = `/api/v1/namespaces/${namespace}/pods?${query}`;
  const [found] = (await ifTold(asked.list(path, pod))) ?? [];
  const flags = found?.spec.containers.flatMap(({ args }) => args) ?? [];
  return flag(flags, 'web.route-prefix') ?? pathOf(flag(flags, 'web.external-url'));
}

function flag(flags: readonly string[], name: string): string | undefined {
  const start = new RegExp(`^--?${name.replace('.', '\\.')}=`);
  return flags.find((argument) => start.test(argument))?.replace(start, '');
}

/** Without a prefix of its own, that of the external URL holds, which may be a path alone. */
function pathOf(url: string | undefined): string | undefined {
  if (url === undefined || url.startsWith('/')) return url;
  return URL.canParse(url) ? new URL(url).pathname : undefined;
}
