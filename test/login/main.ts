import { runScenarios } from '../faults/run';
import { byPassword } from './htpasswd';
import { byIssuer } from './oidc';
import { outside } from './outside';
import { onStage } from './stage';

/*
 * The login before the hub's Prometheus: a real oauth2-proxy with the arguments and variables that are
 * rendered, in front of a real Prometheus, with names and passwords and with an issuer of its own.
 * `PROMETHEUS=$(tools/build prometheus) OAUTH2_PROXY=$(tools/build oauth2-proxy) node lib/test/login/main.js`
 */
void onStage((stage) =>
  runScenarios([...outside(stage), ...byPassword(stage), ...byIssuer(stage)], 1),
);
