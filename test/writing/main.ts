import { runScenarios } from '../faults/run';
import { THROUGH_A_PROXY } from './proxied';
import { ON_LOOPBACK } from './scenarios';

/*
 * Where a Prometheus sends what it has, and the proxy on the way to a member: what is rendered, run by
 * a real Prometheus before a real VictoriaMetrics, a real Alertmanager, and a proxy in a network
 * namespace between hub and member, which takes root. `PROMETHEUS`, `ALERTMANAGER` and
 * `VICTORIA_METRICS` name the binaries, which `tools/build` builds:
 * `node lib/test/writing/main.js [part of a name]`
 */
const [, , part = ''] = process.argv;
const wanted = [...ON_LOOPBACK, ...THROUGH_A_PROXY.map((one) => ({ ...one, alone: true }))];
void runScenarios(
  wanted.filter(({ name }) => name.includes(part)),
  2,
);
