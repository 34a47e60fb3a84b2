import type { Member } from '../../../model/types';
import type { RuleFile } from '../../types';
import { MEMBER_GROUPS, promfleetRules } from '.';
import { detailGroups } from './detail';
import { existingSources, jobsOf, monitorSources, type SourceName, type Sources } from './sources';

/** Promfleet's rules for the Prometheus of a member, and what they are not made of. */
export interface MemberRules {
  readonly rules: RuleFile;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Promfleet's rules for the Prometheus of a member, be it a monitor or one that is there already;
 * none for one whose jobs nobody lists.
 */
export function memberRulesOf({ monitor, existing, alerts, job }: Member): MemberRules | undefined {
  const made = (sources: Sources): RuleFile => ({
    groups: [...promfleetRules(sources, alerts).groups, ...detailGroups(job.detail)],
  });
  if (monitor) {
    const sources = monitorSources(monitor);
    return { rules: made(sources), leftOut: leftOut(sources, switchOf) };
  }
  if (!existing || existing.jobs.length === 0) return undefined;
  const sources = existingSources(existing);
  return { rules: made(sources), leftOut: leftOut(sources, jobOf) };
}

/** What a member's Prometheus has no metrics of. */
interface LeftOut {
  /** The job that would have them, as a part of a sentence: by which names it is looked for. */
  readonly lacks: string;
  /** Names of the groups of rules that it therefore does not get. */
  readonly groups: readonly string[];
}

function leftOut(sources: Sources, lack: (source: SourceName) => string): LeftOut[] {
  const missing = new Set(MEMBER_GROUPS.flatMap(({ needs }) => needs));
  return [...missing]
    .filter((source) => sources[source] === '')
    .map((source) => ({
      lacks: lack(source),
      groups: MEMBER_GROUPS.filter(({ needs }) => needs.includes(source)).map(({ name }) => name),
    }));
}

/** A monitor has everything but what is switched off: exporters, called as their switches are. */
const switchOf = (source: SourceName) => `monitor.${source} is off`;

const jobOf = (source: SourceName) =>
  `monitor.existing.jobs has no ${jobsOf(source).join(' and no ')}`;
