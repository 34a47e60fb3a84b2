import { runScenarios } from '../run';
import { SCENARIOS } from './scenarios';

/*
 * Members that harm a hub, against a real Prometheus that `PROMETHEUS` names:
 * `PROMETHEUS=$(tools/build prometheus) node lib/test/faults/hub/main.js [part of a name]`
 */
const [, , part = ''] = process.argv;
void runScenarios(
  SCENARIOS.filter(({ name }) => name.includes(part)),
  8,
);
