import { redactedMessage } from '../../diagnostics';
import { readFleetText } from '../../inventory';
import { flowText, type Mapping, type Value } from '../../yaml/edit';

/** A value that is proposed for a key of an entry, and why. */
export interface Choice {
  /** Below the entry, such as `auth.type`. */
  readonly key: string;
  readonly value: Value;
  /** Each a part of a sentence that can stand behind "because". */
  readonly reasons: readonly string[];
}

/** What can be written, and a note on each choice that cannot. */
export interface Acceptable {
  readonly entry: Mapping;
  readonly choices: readonly Choice[];
  readonly notes: readonly string[];
}

/**
 * Leaves out what no fleet file can have: names and answers come from others, and one of them must
 * not keep the rest of the fleet from being written.
 *
 * @param bare - the entry without choices
 */
export function acceptable(bare: Mapping, choices: readonly Choice[]): Acceptable {
  const entry = withChoices(bare, choices);
  if (problemOf(entry) === undefined || problemOf(bare) !== undefined) {
    return { entry, choices, notes: [] };
  }
  const judged = choices.map((choice) => ({
    choice,
    problem: problemOf(withChoices(bare, [choice])),
  }));
  const good = judged.filter(({ problem }) => problem === undefined).map(({ choice }) => choice);
  const notes = judged.flatMap(({ choice: { key }, problem }) =>
    problem === undefined ? [] : [`${key} is left out, no fleet file can have it: ${problem}`],
  );
  return { entry: withChoices(bare, good), choices: good, notes };
}

/** What the fleet file's reader has against an entry. */
function problemOf(entry: Mapping): string | undefined {
  const text = flowText({ hub: { cluster: 'hub' }, clusters: [entry] });
  const [problem] = readFleetText(text, '').problems;
  return problem && redactedMessage(problem.message);
}

function withChoices(bare: Mapping, choices: readonly Choice[]): Mapping {
  return choices.reduce((entry, { key, value }) => placed(entry, key.split('.'), value), bare);
}

/** A map with a value at a path, within maps that are made. */
function placed(entry: Mapping, [key = '', ...deeper]: readonly string[], value: Value): Mapping {
  if (deeper.length === 0) return { ...entry, [key]: value };
  const inner = entry[key];
  return { ...entry, [key]: placed(isMapping(inner) ? inner : {}, deeper, value) };
}

const isMapping = (value: Value | undefined): value is Mapping =>
  typeof value === 'object' && !Array.isArray(value);
