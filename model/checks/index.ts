import type { Diagnostic } from '../../diagnostics';
import type { Fleet } from '../types';
import { checkAccounts } from './accounts';
import { checkAlertmanagerEffects } from './alertmanager';
import { checkControlPlane } from './control-plane';
import { checkDigests } from './digests';
import { checkDoors } from './doors';
import { checkDrillDown } from './drill-down';
import { checkEffects } from './effects';
import { checkKubeStateMetrics } from './exporters';
import { checkExternalLabels } from './external-labels';
import { checkGroups } from './groups';
import { checkLimits } from './limits';
import { checkNamespaces } from './namespaces';
import { checkResources } from './resources';
import { checkRetentionSizes } from './retention-size';
import { checkRuleGroups } from './rule-groups';
import { checkSecrets } from './secrets';
import { checkServers } from './servers';
import type { Sources } from './sources';
import { checkStatestore } from './statestore';
import { checkTimes } from './times';
import { warnings } from './warnings';

/** What only shows once defaults are merged: clashes, and settings that do not fit each other. */
export function checkFleet(fleet: Fleet, sources: Sources): Diagnostic[] {
  return [
    ...checkServers(fleet),
    ...checkAccounts(fleet),
    ...checkSecrets(fleet),
    ...checkStatestore(fleet),
    ...checkResources(fleet),
    ...checkRetentionSizes(fleet),
    ...checkNamespaces(fleet),
    ...checkExternalLabels(fleet, sources),
    ...checkDrillDown(fleet),
    ...checkDoors(fleet, sources),
    ...checkLimits(fleet),
    ...checkTimes(fleet),
    ...checkRuleGroups(fleet),
    ...checkDigests(fleet, sources),
    ...checkEffects(sources),
    ...checkAlertmanagerEffects(sources),
    ...checkControlPlane(sources),
    ...checkKubeStateMetrics(fleet, sources),
    ...checkGroups(sources),
    ...warnings(fleet),
  ];
}
