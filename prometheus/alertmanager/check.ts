import type { Diagnostic } from '../../diagnostics';
import type { Fleet } from '../../model/types';
import { checkAlertmanagerFiles } from './check-files';
import { checkAlertmanagerNames } from './check-names';
import { checkReceivers } from './check-receivers';
import { checkRoutes } from './check-routes';
import { checkSeverities } from './check-severities';
import type { Checked } from './checked';

/** What Alertmanager would refuse, or take without a word and tell nobody. */
export function checkAlertmanager({ hub }: Fleet): Diagnostic[] {
  const { alertmanager, rules, place } = hub;
  if (!alertmanager?.config) return [];
  const checked: Checked = {
    alertmanager,
    config: alertmanager.config,
    at: (...key) => place('alertmanager', 'config', ...key),
  };
  return [
    ...checkAlertmanagerNames(checked),
    ...checkReceivers(checked),
    ...checkRoutes(checked),
    ...checkSeverities(checked, rules),
    ...checkAlertmanagerFiles(checked),
  ];
}
