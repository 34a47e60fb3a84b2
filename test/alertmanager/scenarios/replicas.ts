import type { Scenario } from '../../faults/run';
export const REPLICAS: readonly Scenario[] = [];
