import type { Ask } from '../client/forwarded-request';

/** A sample of a page of metrics. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/**
 * The samples of a metric, of a page in Prometheus's text format.
 *
 * https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function samplesOf(metric: string, page: string): Sample[] {
  return page.split('\n').flatMap((line) => {
    if (!line.startsWith(metric)) return [];
    const [, labels = '', value] = REST.exec(line.slice(metric.length)) ?? [];
    return value === undefined ? [] : [{ labels: labelsIn(labels), value: Number(value) }];
  });
}

/**
 * The page of metrics of what is asked.
 *
 * @throws Error if there is none
 */
export async function pageOf(ask: Ask): Promise<string> {
  const { status, text } = await ask('/metrics');
  if (status !== 200) throw new Error(`it answers with ${status}: ${text.slice(0, 200)}`);
  return text;
}

/**
 * By how much a counter went up; one that is lower than before began anew.
 *
 * @param before - undefined where it was not there
 */
export const increase = (before: number | undefined, now: number): number =>
  before === undefined || now < before ? now : now - before;

const REST = /^(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})? (\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

function labelsIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(LABEL)].map(([, name = '', value = '']): [string, string] => [
    name,
    value.replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped)),
  ]);
  return Object.fromEntries(pairs);
}
