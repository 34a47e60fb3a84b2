import { DURATION, durationMs } from '../../language/duration';

/** What `promfleet preview` parses to. */
export interface PreviewOptions {
  readonly fleet: readonly string[];
  readonly output: 'text' | 'json';
  readonly prometheus?: string;
  readonly out: string;
  readonly range?: string;
  readonly at?: string;
  readonly var?: readonly string[];
  readonly record?: string;
}

/** The range of a preview unless given. */
const RANGE = '6h';

const LONGEST = '92d';

/** What is asked of a Prometheus. */
export interface Wish {
  readonly url: string;
  /** In seconds since 1970. */
  readonly end: number;
  /** In seconds. */
  readonly range: number;
  readonly wanted: ReadonlyMap<string, readonly string[]>;
}

/**
 * What the options ask of a Prometheus, or what is wrong with them.
 *
 * @param now - in milliseconds since 1970
 */
export function wishOf(
  {
    prometheus,
    range = RANGE,
    at,
    var: pairs = [],
  }: PreviewOptions & { readonly prometheus: string },
  now: number,
): Wish | string {
  const url = urlOf(prometheus);
  if (!(url instanceof URL)) return url;
  const seconds = DURATION.test(range) ? durationMs(range) / 1000 : 0;
  if (seconds < 60 || seconds > durationMs(LONGEST) / 1000) {
    return `--range: a time of 1m to ${LONGEST}, found ${JSON.stringify(range)}, write ${RANGE}`;
  }
  const end = at === undefined ? Math.floor(now / 1000) : momentOf(at);
  if (end === undefined) {
    return `--at: no time, found ${JSON.stringify(at)}, write one such as 2026-06-01T12:00:00Z or seconds since 1970`;
  }
  const wanted = new Map<string, string[]>();
  for (const pair of pairs) {
    const split = /^(\w+)=(.+)$/.exec(pair);
    if (!split) return `--var: no variable, found ${JSON.stringify(pair)}, write name=value`;
    const [, name = '', value = ''] = split;
    wanted.set(name, [...(wanted.get(name) ?? []), value]);
  }
  return { url: url.href.replace(/\/+$/, ''), end, range: seconds, wanted };
}

/** What belongs to --prometheus and is given without. */
export function misuse(options: PreviewOptions): string | undefined {
  const { range, at, record, var: [first] = [] } = options;
  const given = Object.entries({ range, at, record, var: first });
  const [flag] = given.find(([, value]) => value !== undefined) ?? [];
  return (
    flag && `--${flag} belongs to --prometheus: sample data is of one time, and chosen already`
  );
}

function urlOf(text: string): URL | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return `--prometheus: no URL, found ${JSON.stringify(text)}, write one such as http://localhost:9090`;
  }
  // Command lines are seen by everyone on a machine.
  if (url.username || url.password) {
    return '--prometheus: a URL without a user and a password, found some, use kubectl port-forward';
  }
  if (url.search || url.hash)
    return `--prometheus: a URL without ? and #, found ${JSON.stringify(text)}, leave them out`;
  return url;
}

function momentOf(text: string): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text);
  const found = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(found) ? undefined : Math.floor(found / 1000);
}
