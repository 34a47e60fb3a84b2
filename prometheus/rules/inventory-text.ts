import type { Hub } from '../../model/types';
import type { YamlWriter } from '../../yaml/write';
import { inventoryRules } from './inventory';

/** Nobody's name, and one that is written in quotes, as every name in its place may need them. */
const STAND_IN = '0x5eed5eed5eed';

/** The YAML of `inventoryRules`: of a rule once, as turning one into YAML is what costs time. */
export function inventoryText(
  hub: Hub,
  name: string,
  clusters: readonly string[],
  yaml: YamlWriter,
): string {
  const groups = inventoryRules(hub, name, [STAND_IN]).groups.map(({ rules, ...group }) => {
    const rule = yaml.items(rules, '      ');
    const all = clusters.map((cluster) => rule.replaceAll(STAND_IN, cluster)).join('');
    return `${yaml.items([group], '  ')}    rules:\n${all}`;
  });
  return `groups:\n${groups.join('')}`;
}
