import type { Member, RuleGroups } from '../../model/types';
import { MEMBER_GROUPS } from '../rules/member';
import { detailRecord } from '../rules/member/detail';
import {
  existingSources,
  monitorSources,
  type SourceName,
  type Sources,
} from '../rules/member/sources';

/** What the rules of members record, by name, and what a member has to have for it. */
export const RECORDED: ReadonlyMap<string, readonly SourceName[]> = new Map(
  MEMBER_GROUPS.flatMap(({ needs, records = [] }) =>
    records.map(({ record }) => [record, needs] as const),
  ),
);

/** Whether promfleet's rules record a series in a member. */
export function records(member: Member): (name: string) => boolean {
  const sources = sourcesOf(member);
  return (name) =>
    sources !== undefined && (RECORDED.get(name)?.every((one) => sources[one] !== '') ?? false);
}

/** Names that the user's own rules record in a member, detail among them. */
export const usersRecords = ({ monitor, job }: Member): string[] => [
  ...recordsOf(monitor?.rules ?? []),
  ...job.detail.map(detailRecord),
];

/** Names that rules record. */
export const recordsOf = (groups: RuleGroups): string[] =>
  groups.flatMap(({ rules }) => rules.flatMap(({ record }) => record ?? []));

function sourcesOf({ monitor, existing }: Member): Sources | undefined {
  if (monitor) return monitorSources(monitor);
  return existing && existing.jobs.length > 0 ? existingSources(existing) : undefined;
}
