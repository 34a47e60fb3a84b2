import type { Journey } from '../harness/journey';
import { earlierVersion } from './upgrades/earlier-version';
import { volumes } from './upgrades/volumes';

/** 11. What cannot be changed in place is brought about as docs/upgrade.md says. */
export const upgradesAndVolumes: Journey = {
  number: 11,
  title: 'Upgrades and volumes',
  run: async (stand, step) => {
    // Two lanes: the second has a hub and a monitor of its own, beside those of the fleet.
    await Promise.all([volumes(stand, step), earlierVersion(stand, step)]);
  },
};
