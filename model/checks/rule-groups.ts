import { type Diagnostic, error, type Path } from '../../diagnostics';
import type { Fleet, Placed, RuleGroups } from '../types';

/** Names of rule groups that two layers of settings both have. */
export function checkRuleGroups({ hub, members }: Fleet): Diagnostic[] {
  return [
    ...checkGroups(hub.rules, hub, []),
    ...members.flatMap((member) =>
      member.monitor ? checkGroups(member.monitor.rules, member, ['monitor']) : [],
    ),
  ];
}

function checkGroups(groups: RuleGroups, { place }: Placed, section: Path): Diagnostic[] {
  const seen = new Set<string>();
  return groups.flatMap(({ name }, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `rule group names are unique, found "${name}", which another has, use another name`;
    return [error('duplicate-name', place(...section, 'rules', index, 'name'), message)];
  });
}
