import type { Hub } from '../../model/types';
import type { YamlWriter } from '../../yaml/write';
import { type ExpectedMember, inventoryRules } from './inventory';
import { DIGEST_STAND_IN } from './rollout-text';

/** Nobody's name, and one that is written in quotes, as every name in its place may need them. */
const STAND_IN = '0x5eed5eed5eed';

/** The YAML of `inventoryRules`: of a rule once, as turning one into YAML is what costs time. */
export function inventoryText(
  hub: Hub,
  name: string,
  members: readonly ExpectedMember[],
  yaml: YamlWriter,
): string {
  const example = inventoryRules(hub, name, [{ name: STAND_IN, digest: DIGEST_STAND_IN }]);
  const groups = example.groups.map(({ rules, ...group }) => {
    const rule = yaml.items(rules, '      ');
    const all = members.map((member) => ruleOf(member, rule)).join('');
    return all && `${yaml.items([group], '  ')}    rules:\n${all}`;
  });
  return `groups:\n${groups.join('')}`;
}

/** The rule with the names of a member; none where it asks for what the member has not. */
function ruleOf({ name, digest }: ExpectedMember, rule: string): string {
  if (digest === undefined && rule.includes(DIGEST_STAND_IN)) return '';
  return rule.replaceAll(STAND_IN, name).replace(DIGEST_STAND_IN, digest ?? '');
}
