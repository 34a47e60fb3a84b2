import { spreadOf } from '../placement';
import type { Scope } from '../template/marks';

/*
 * The lists of a hub that templates go through.
 */

export const FEDERATION: Scope = { range: '$configMap := $fleet.federation' };
export const INVENTORY: Scope = { range: '$configMap := $fleet.inventory' };
export const MEMBERS: Scope = {
  range: '$member := $fleet.members',
  inside: new Map([
    [FEDERATION, '$member := $configMap.members'],
    [INVENTORY, '$member := $configMap.members'],
  ]),
};
/** Those that are read on demand. */
export const DRILLED: Scope = { range: '$drilled := $fleet.drillDown' };
export const MEMBER_LABELS: Scope = { range: '$name, $value := $member.labels' };
export const TARGETS: Scope = { range: '$target := $hub.targets' };
export const EGRESS_PORTS: Scope = { range: '$port := $hub.egressPorts' };
export const SECRETS: Scope = { range: '$index, $secret := $hub.secrets' };
export const ALERTMANAGER_SECRETS: Scope = {
  range: '$index, $secret := $hub.alertmanager.secrets',
};
export const REPLICAS: Scope = { range: '$replica := $hub.alertmanager.pods' };
export const EXISTING_ALERTMANAGERS: Scope = {
  range: '$existing := $hub.alertmanager.existing',
};
export const LOGIN_DOMAINS: Scope = { range: '$domain := $hub.login.domains' };
export const LOGIN_GROUPS: Scope = { range: '$group := $hub.login.groups' };
export const LOGIN_PORTS: Scope = { range: '$port := $hub.login.ports' };
export const GRAFANA_ENV: Scope = { range: '$variable := $hub.grafana.env' };
export const GRAFANA_PORTS: Scope = { range: '$port := $hub.grafana.oidc.ports' };
export const SOURCES: Scope = { range: '$source := $hub.federateFrom' };
export const JOBS_OF_USER: Scope = { range: '$config := $hub.scrapeConfigs' };
export const SPREAD = spreadOf('$hub');
export const EXTERNAL_LABELS: Scope = { range: '$name, $value := $hub.externalLabels' };
