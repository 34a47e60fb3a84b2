import { runScenarios } from '../faults/run';
import { SCENARIOS } from './scenarios';

/*
 * Who is told of what: a real Prometheus with the hub's own files, and real Alertmanagers with the
 * command line and the configuration that promfleet renders. `PROMETHEUS`, `ALERTMANAGER` and
 * `AMTOOL` name the binaries, which `tools/build` builds:
 * `node lib/test/alertmanager/main.js [part of a name]`
 */
// Every server that runs is ended with this process.
process.setMaxListeners(0);
const [, , part = ''] = process.argv;
void runScenarios(
  SCENARIOS.filter(({ name }) => name.includes(part)),
  8,
);
