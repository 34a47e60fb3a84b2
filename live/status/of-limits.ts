import type { Hub } from '../../model/types';
import { hubThreshold } from '../../prometheus/rules/hub-alert';
import type { Attention, JobState, Limits, RightsStatus } from './types';

/** Why what a member brings needs attention although it is taken: as the hub's alerts have it. */
export function ofLimits(hub: Pick<Hub, 'alerts'>, state: JobState, limits: Limits): Attention[] {
  const { samples = 0, bytes = 0, scrapeSeconds } = state;
  const near = hubThreshold(hub, 'FederationNearSampleLimit');
  const parts = [
    ...(samples > near * limits.samples ? ['federation.sampleLimit'] : []),
    ...(bytes > near * limits.bytes ? ['federation.bodySizeLimit'] : []),
    ...(scrapeSeconds > hubThreshold(hub, 'FederationNearTimeout') * limits.seconds
      ? ['federation.timeout']
      : []),
  ];
  if (parts.length === 0) return [];
  const fix = `beyond it requests fail: narrow federation.match, or raise ${parts.join(' and ')}.`;
  return [{ reason: 'near-limit', summary: `near ${parts.join(', ')}`, fix }];
}

/** Why the rights of a reader need attention. */
export function ofRights(name: string, rights: RightsStatus | undefined): Attention[] {
  if (!rights) return [];
  const { asMeant, wrong, failure } = rights;
  if (failure !== undefined) {
    const fix = `${failure}; promfleet access ${name} has the commands that ask by hand.`;
    return [{ reason: 'rights-unknown', summary: 'rights not known', fix }];
  }
  if (asMeant) return [];
  const fix = `${wrong.join(', ')}: run promfleet apply --only ${name}, and take other bindings of the reader away.`;
  return [{ reason: 'rights-differ', summary: 'other rights than meant', fix }];
}
