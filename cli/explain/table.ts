import { listed } from '../../live/listed';
import type { Asker } from '../../prometheus/match/asked';
import type { Explained, ExplainedSelector } from '../../prometheus/match/explained';
import type { Reason } from '../../prometheus/match/matched';
import type { paint } from '../io';

export interface TableOptions {
  readonly colours: ReturnType<typeof paint>;
  /** Whether everybody is named, and selectors are printed whole. */
  readonly verbose: boolean;
  /** Where something of the user's is written: `file:line`. */
  readonly whereOf: (asker: Asker) => string | undefined;
}

/** Characters of a selector that are printed. */
const LONGEST = 90;

/** Readers that are named. */
const MOST_NAMED = 3;

/** Why a selector is there, where it is not for what stands below it. */
const REASONS: Readonly<Record<Reason, string>> = {
  promfleet: '',
  user: '',
  alerts: 'alerts as they fire, which the hub raises again, and rules labelled promfleet: federate',
  raw: 'a whole job, by mode: raw; of it is read:',
  written: 'written under federation.match; of it is read:',
};

/** What is fetched as people read it: a block for all members of which the same is fetched. */
export const explainedText = (all: readonly Explained[], options: TableOptions): string =>
  all.map((one) => block(one, options)).join('\n');

function block(one: Explained, options: TableOptions): string {
  const { members, selectors, series, sampleLimit } = one;
  const unknown = selectors.some(isUnknown) ? ', besides those marked ?' : '';
  const title = `${listed(members)}: about ${number(series)} series${unknown}; ${number(sampleLimit)} at most`;
  return [options.colours.bold(title), ...selectors.flatMap((of) => lines(of, options))]
    .map((line) => `${line}\n`)
    .join('');
}

const isUnknown = ({ because, metrics }: ExplainedSelector) =>
  because === 'raw' || because === 'written' || metrics.some(({ series }) => series === undefined);

function lines({ selector, because, metrics }: ExplainedSelector, options: TableOptions): string[] {
  const reason = REASONS[because];
  const width = Math.max(0, ...metrics.map(({ name }) => name.length));
  return [
    `  ${shortened(selector, options)}`,
    ...(reason === '' ? [] : [`${cell('?')}  ${reason}`]),
    ...(metrics.length === 0 && (because === 'raw' || because === 'written')
      ? [`${cell('')}  nothing`]
      : []),
    ...metrics.map(({ name, series, askers }) => {
      const readers = readersOf(askers, options);
      return `${cell(series === undefined ? '?' : number(series))}  ${name.padEnd(width)}  ${readers}`;
    }),
  ];
}

const cell = (text: string) => text.padStart(9);

const number = (value: number) => value.toLocaleString('en-US');

const shortened = (selector: string, { verbose }: TableOptions) =>
  verbose || selector.length <= LONGEST ? selector : `${selector.slice(0, LONGEST)}…`;

function readersOf(askers: readonly Asker[], { verbose, whereOf }: TableOptions): string {
  if (askers.length === 0) return 'nobody reads it';
  const names = askers.map((asker) => {
    const where = whereOf(asker);
    return `${nameOf(asker)}${where === undefined ? '' : ` (${where})`}`;
  });
  const distinct = [...new Set(names)];
  return listed(distinct, verbose ? distinct.length : MOST_NAMED);
}

const nameOf = ({ kind, name, of }: Asker) => (kind === 'panel' ? `${of}: ${name}` : name);
