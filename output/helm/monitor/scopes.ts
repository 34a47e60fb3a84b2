import { spreadOf } from '../placement';
import type { Scope } from '../template/marks';

/*
 * The lists of a monitor that templates go through.
 */

export const EXTERNAL_LABELS: Scope = { range: '$name, $value := $cluster.externalLabels' };
export const API_SERVER_CIDRS: Scope = { range: '$cidr := $monitor.apiServerCidrs' };
export const DETAIL: Scope = { range: '$detail := $cluster.federation.detail' };
export const SECRETS: Scope = { range: '$index, $secret := $monitor.secrets' };
export const SOURCES: Scope = { range: '$source := $monitor.federateFrom' };
export const CONTROL_PLANE: Scope = { range: '$component := $monitor.controlPlane.jobs' };
export const KUBE_STATE_METRICS_ARGS: Scope = {
  range: '$arg := $monitor.exporters.kubeStateMetrics.args',
};
export const JOBS_OF_USER: Scope = { range: '$config := $monitor.scrapeConfigs' };
export const SPREAD = spreadOf('$monitor');
