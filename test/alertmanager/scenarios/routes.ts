import type { Scenario } from '../../faults/run';
export const ROUTES: readonly Scenario[] = [];
