import { CHANGES } from './scenarios/changes';
import { FAILURES } from './scenarios/failures';
import { FIRST_APPLY } from './scenarios/first-apply';
import { LEAVING } from './scenarios/leaving';
import { OTHER_FLEETS } from './scenarios/other-fleets';
import type { Scenarios } from './stage';

/** One after the other, each on what those before have left. */
export const SCENARIOS: Scenarios = {
  ...FIRST_APPLY,
  ...CHANGES,
  ...OTHER_FLEETS,
  ...FAILURES,
  ...LEAVING,
};
