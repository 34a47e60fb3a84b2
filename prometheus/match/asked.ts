import type { Path, Position } from '../../diagnostics';
import type { Hub } from '../../model/types';
import { readingRules } from '../rules/hub';
import type { RuleFile } from '../types';

/** A place in a file of the user's. */
export interface FilePlace extends Position {
  readonly file: string;
}

/** What reads series at the hub. */
export interface Asker {
  readonly kind: 'alert' | 'recording' | 'panel';
  /** Its own name. */
  readonly name: string;
  /** The group of rules or the dashboard that it is in, by its name. */
  readonly of: string;
  /**
   * Where it is written in the fleet file.
   *
   * @default - promfleet's own, or in another file
   */
  readonly at?: Path;
  /**
   * Where it is written in another file.
   *
   * @default - promfleet's own, or in the fleet file
   */
  readonly place?: FilePlace;
}

/** An expression that the hub evaluates, and for whom. */
export interface Asked {
  /** PromQL. */
  readonly expr: string;
  readonly by: Asker;
}

/** What the rules of the hub ask for: promfleet's and the user's. */
export const askedByRules = (hub: Hub): Asked[] => [
  ...asked(readingRules(hub)),
  ...askedByUsersRules(hub),
];

/** What the user's rules of the hub ask for. */
export const askedByUsersRules = (hub: Hub): Asked[] =>
  asked({ groups: hub.rules }, (group, rule) => hub.place('rules', group, 'rules', rule, 'expr'));

function asked({ groups }: RuleFile, at?: (group: number, rule: number) => Path): Asked[] {
  return groups.flatMap(({ name: of, rules }, group) =>
    rules.map(({ alert, record = '', expr }, rule): Asked => {
      const by: Asker =
        alert === undefined
          ? { kind: 'recording', name: record, of }
          : { kind: 'alert', name: alert, of };
      return { expr, by: at ? { ...by, at: at(group, rule) } : by };
    }),
  );
}
