import {
  checkDnsLabel,
  checkLabelKey,
  checkLabelValue,
  checkObjectName,
} from '../../language/names';

/** What `promfleet rules` parses to. */
export interface RulesOptions {
  readonly cluster: string;
  readonly fleet: readonly string[];
  readonly format: 'rules' | 'prometheus-rule';
  readonly name?: string;
  readonly namespace?: string;
  readonly label?: readonly string[];
}

/** What is wrong with the options. */
export function misuse({ format, name, namespace, label = [] }: RulesOptions): string | undefined {
  if (format === 'rules') {
    const given = Object.entries({ name, namespace, label: label[0] });
    const [flag] = given.find(([, value]) => value !== undefined) ?? [];
    return flag && `--${flag} belongs to --format prometheus-rule`;
  }
  return (
    wrong('--name', name, checkObjectName) ??
    wrong('--namespace', namespace, checkDnsLabel) ??
    label.map(wrongLabel).find((problem) => problem !== undefined) ??
    labelTwice(label)
  );
}

/** Labels that were given as `key=value`, in the order of their keys. */
export function labelsOf({ label = [] }: RulesOptions): Record<string, string> {
  return Object.fromEntries(label.map(parted).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function wrongLabel(label: string): string | undefined {
  if (!label.includes('=')) {
    return `--label: no label, found ${JSON.stringify(label)}, write key=value, such as release=prometheus`;
  }
  const [key, value] = parted(label);
  return wrong('--label', key, checkLabelKey) ?? wrong('--label', value, checkLabelValue);
}

function labelTwice(labels: readonly string[]): string | undefined {
  const keys = labels.map((label) => parted(label)[0]);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  return twice && `--label: ${twice} is given twice, write it once`;
}

function parted(label: string): [key: string, value: string] {
  const at = label.indexOf('=');
  return [label.slice(0, at), label.slice(at + 1)];
}

function wrong(
  flag: string,
  value: string | undefined,
  check: (value: string) => string | undefined,
): string | undefined {
  const problem = value === undefined ? undefined : check(value);
  return problem && `${flag}: ${problem}`;
}
