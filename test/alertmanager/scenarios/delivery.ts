import type { Scenario } from '../../faults/run';
export const DELIVERY: readonly Scenario[] = [];
