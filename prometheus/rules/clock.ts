import { CLOCK_TOLERANCE_S } from '../../model/defaults';
import type { Hub } from '../../model/types';
import { FROM_OUTSIDE, ofHub } from '../relabel/federation-marker';
import type { HubAlert } from './hub-alert';
import { alert } from './rule';

/** Alerts on clocks: federated samples have the time of the member that took them. */
export function clockRules({ clusterLabel }: Hub, member: string): HubAlert[] {
  const up = `up{${FROM_OUTSIDE}, ${clusterLabel}!=""}`;
  const newest = (of: string) => `max by (${clusterLabel}) (timestamp(${of}))`;
  // A fast member has samples of the present, too, that it sent before. Scraping accepts 10 minutes
  // ahead of time and a query looks back 5, so these two see all that there can be.
  const fast = ['-10m', '-5m'].map(
    (ahead) => `${newest(`${up} offset ${ahead}`)} - time() > ${CLOCK_TOLERANCE_S.ahead}`,
  );
  const slow = `time() - ${newest(up)} > ${CLOCK_TOLERANCE_S.behind}`;
  return [
    alert(
      'FederationClockSkewed',
      'warning',
      [...fast, slow].join(' or '),
      '10m',
      `The clock of ${member} is wrong`,
      `The newest samples of ${member} are more than a minute ahead of the hub's clock, or more than two behind it. Over 10 minutes ahead, or 30 behind the newest sample of all members, they are refused.`,
    ),
    alert(
      'HubHeadAheadOfTime',
      'warning',
      `prometheus_tsdb_head_max_time_seconds${ofHub()} - time() > 60`,
      '1m',
      'The hub has samples of the future',
      'The newest sample of {{ $labels.instance }} is {{ $value | humanizeDuration }} ahead of time: the clock of a member is fast, or it forges timestamps. Samples of others more than 30 minutes behind that one are refused.',
    ),
  ];
}
