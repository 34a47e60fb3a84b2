import { runScenarios } from '../run';
import { STORAGE } from './scenarios';

/*
 * What happens to the volume, the memory and the version of a hub, with a real Prometheus on it:
 * `PROMETHEUS=$(tools/build prometheus) PROMETHEUS_PREVIOUS=$(tools/build prometheus-previous)
 * node lib/test/faults/storage/main.js`, as root.
 */
void runScenarios(STORAGE, 4);
