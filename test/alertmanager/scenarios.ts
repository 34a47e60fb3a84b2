import type { Scenario } from '../faults/run';
import { DELIVERY } from './scenarios/delivery';
import { HEARTBEAT } from './scenarios/heartbeat';
import { INHIBITION } from './scenarios/inhibition';
import { REPLICAS } from './scenarios/replicas';
import { ROUTES } from './scenarios/routes';

/** Everything that is tried with a real Alertmanager; what takes longest comes first. */
export const SCENARIOS: readonly Scenario[] = [
  ...REPLICAS,
  ...INHIBITION,
  ...HEARTBEAT,
  ...ROUTES,
  ...DELIVERY,
];
