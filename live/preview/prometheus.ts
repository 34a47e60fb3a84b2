import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { visible } from '../../diagnostics';
import type { Answer, Question, Series, Time } from '../../output/preview/answers';
import { momentsOf } from '../../output/preview/time';

/** A question is given up after so long: one panel says so, the others stand. */
const TIMEOUT_MS = 30_000;

/** So many series of an answer are asked for: no panel shows nearly as many. */
const MOST_SERIES = 2000;

/** An answer of more characters is not read. */
const MOST_CHARACTERS = 64 * 1024 ** 2;

const labels = z.record(z.string(), z.string());
const point = z.tuple([z.number(), z.string()]);

const body = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

const data = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: point })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(point) })),
  }),
  z.object({ resultType: z.literal('scalar'), result: point }),
]);

const names = z.array(z.string());

/** A Prometheus at a URL, which is asked over HTTP. */
export class PrometheusAt {
  /** @param url - with its path prefix, if it has one */
  constructor(private readonly url: string) {}

  /** What it says to a question; a failure is an answer, too. */
  async ask({ at, expr }: Question, time: Time): Promise<Answer> {
    const asked: [string, Record<string, string>] =
      at === 'end' ? ['query', { time: String(time.end) }] : ['query_range', rangeOf(time)];
    try {
      const [path, parameters] = asked;
      const found = await this.post(path, {
        query: expr,
        limit: String(MOST_SERIES),
        timeout: `${TIMEOUT_MS}ms`,
        ...parameters,
      });
      return sorted(seriesOf(data.parse(found), time));
    } catch (error) {
      return { error: sentence(error) };
    }
  }

  /**
   * The values that a label has in the series of a selector, sorted.
   *
   * @throws Error with a sentence if it does not say
   */
  async valuesOf(label: string, selector: string, { end, range }: Time): Promise<string[]> {
    const parameters = { 'match[]': selector, start: String(end - range), end: String(end) };
    const path = `label/${encodeURIComponent(label)}/values?${new URLSearchParams(parameters)}`;
    try {
      return names.parse(await this.request(path, { method: 'GET' })).sort();
    } catch (error) {
      throw new Error(sentence(error));
    }
  }

  private post(path: string, parameters: Record<string, string>): Promise<unknown> {
    return this.request(path, { method: 'POST', body: new URLSearchParams(parameters) });
  }

  private async request(path: string, init: RequestInit): Promise<unknown> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await limited(answer);
    const parsed = body.safeParse(jsonOf(text));
    if (!parsed.success) {
      throw new Error(
        `no answer of Prometheus's, found ${answer.status} ${JSON.stringify(text.slice(0, 80))}`,
      );
    }
    if (parsed.data.status === 'error') throw new Error(parsed.data.error);
    return parsed.data.data;
  }
}

const rangeOf = (time: Time) => ({
  start: String(momentsOf(time)[0] ?? time.end),
  end: String(time.end),
  step: String(time.step),
});

function seriesOf(found: z.infer<typeof data>, time: Time): Series[] {
  switch (found.resultType) {
    case 'scalar':
      return [{ labels: {}, values: [number(found.result[1])] }];
    case 'vector':
      return found.result.map(({ metric, value }) => ({
        labels: metric,
        values: [number(value[1])],
      }));
    case 'matrix': {
      const moments = momentsOf(time);
      return found.result.map(({ metric, values }) => {
        const at = new Map(values.map(([moment, value]) => [moment, number(value)]));
        return { labels: metric, values: moments.map((moment) => at.get(moment) ?? null) };
      });
    }
  }
}

/** Prometheus gives series of an aggregation in any order. */
function sorted(series: readonly Series[]): Series[] {
  const keyed = series.map((one) => ({
    one,
    key: JSON.stringify(Object.entries(one.labels).sort()),
  }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ one }) => one);
}

/** Numbers as Prometheus writes them; one that is none shows nothing. */
function number(text: string): number | null {
  if (text === '+Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  const value = Number(text);
  return Number.isNaN(value) ? null : value;
}

async function limited(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_CHARACTERS) throw new Error('the answer is too large to be shown');
  }
  return text + decoder.decode();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Why there is no answer: of network failures the cause says it. */
function sentence(error: unknown): string {
  if (isTimeout(error)) return `no answer in ${TIMEOUT_MS / 1000} s`;
  if (!isNativeError(error)) return 'it failed';
  const { cause } = error;
  return visible(isNativeError(cause) ? cause.message : error.message).slice(0, 400);
}

/** What an AbortSignal fails with is no Error of JavaScript's own. */
const isTimeout = (error: unknown) =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
