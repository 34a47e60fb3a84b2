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
    const tellsDigests = rule.includes(DIGEST_STAND_IN);
    const named = tellsDigests ? members.filter(({ digest }) => digest !== undefined) : members;
    if (tellsDigests && named.length === 0) return '';
    const all = named.map((member) => ruleOf(member, rule)).join('');
    return `${yaml.items([group], '  ')}    rules:\n${all}`;
  });
  return `groups:\n${groups.join('')}`;
}

/** The rule as a member's. */
const ruleOf = ({ name, digest = '' }: ExpectedMember, rule: string) =>
  rule.replaceAll(STAND_IN, name).replace(DIGEST_STAND_IN, digest);
