import type { Scenario } from './scenario';
import { CLOCKS } from './scenarios/clocks';
import { CONFIGURATION } from './scenarios/configuration';
import { FLEET } from './scenarios/fleet';
import { FLOODS } from './scenarios/floods';
import { JOBS } from './scenarios/jobs';
import { LIMITS } from './scenarios/limits';
import { LOSSES } from './scenarios/losses';
import { NOTIFICATIONS } from './scenarios/notifications';
import { STORAGE } from './scenarios/storage';

/** Everything that is tried on a hub with nothing but a Prometheus; what takes longest comes first. */
export const SCENARIOS: readonly Scenario[] = [
  ...JOBS,
  ...STORAGE,
  ...CLOCKS,
  ...CONFIGURATION,
  ...FLEET,
  ...FLOODS,
  ...LIMITS,
  ...LOSSES,
  ...NOTIFICATIONS,
];
