import { listed } from '../../live/listed';
import type { Explained } from '../../prometheus/match/explained';

/** Something that is fetched, and what of it is read at the hub. */
export interface Unused {
  /** A selector, or a metric that a rule of the user's records. */
  readonly what: string;
  /** Metrics of it that are read; all others of it are not. */
  readonly read: readonly string[];
}

/** What is fetched of members and read by nobody at the hub. */
export const unusedIn = ({ selectors }: Explained): Unused[] =>
  selectors.flatMap(({ selector, because, metrics }): Unused[] => {
    if (because === 'raw' || because === 'written') {
      return [{ what: selector, read: metrics.map(({ name }) => name) }].filter(
        ({ read }) => !read.some((name) => isAll(selector, name)),
      );
    }
    return metrics.flatMap(({ name, askers }) =>
      askers.length === 0 ? [{ what: name, read: [] }] : [],
    );
  });

/** Whether a selector brings this metric and no other. */
const isAll = (selector: string, name: string) =>
  selector === name || selector.startsWith(`${name}{`);

/** The same as people read it. */
export const unusedText = (all: readonly Explained[]): string =>
  all
    .map((one) => {
      const found = unusedIn(one);
      const title =
        found.length === 0
          ? `${listed(one.members)}: all that is fetched is read`
          : `${listed(one.members)}: fetched, and read by no rule, alert or dashboard of the hub`;
      return [title, ...found.map(line)].map((text) => `${text}\n`).join('');
    })
    .join('\n');

const line = ({ what, read }: Unused) =>
  read.length === 0 ? `  ${what}` : `  ${what}, all but ${listed(read, read.length)}`;
