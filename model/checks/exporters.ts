import { type Diagnostic, error } from '../../diagnostics';
import { nearest } from '../../language/nearest';
import { KUBE_STATE_METRICS_RESOURCES } from '../components/kube-state-metrics-resources';
import type { Fleet } from '../types';
import type { Sources } from './sources';

/** Labels that a series of labels has beside those that are listed, job and instance included. */
const OWN_LABELS = 8;

const RESOURCES = KUBE_STATE_METRICS_RESOURCES.flatMap(([, names]) => names);

/** Lists that kube-state-metrics would end at, or that fail all that it says. */
export function checkKubeStateMetrics({ members }: Fleet, { clusters }: Sources): Diagnostic[] {
  const limits = new Map(members.map(({ name, monitor }) => [name, monitor?.limits.labels]));
  return clusters.flatMap(({ value: { name, monitor }, place }) => {
    const limit = limits.get(name);
    if (limit === undefined || !monitor.kubeStateMetrics) return [];
    const { metricAllowlist, metricDenylist, metricLabelsAllowlist } =
      monitor.exporters.kubeStateMetrics;
    const at = (...key: string[]) => place('monitor', 'exporters', 'kubeStateMetrics', ...key);
    const both =
      metricAllowlist.length > 0 && metricDenylist.length > 0
        ? [
            error(
              'invalid-value',
              at('metricDenylist'),
              'kube-state-metrics takes one of the two lists, found metricDenylist beside metricAllowlist, leave one out',
            ),
          ]
        : [];
    const labels = Object.entries(metricLabelsAllowlist).flatMap(([resource, keys]) => {
      const path = at('metricLabelsAllowlist', resource);
      if (!RESOURCES.includes(resource)) {
        const near = nearest(resource, RESOURCES);
        const right = near === undefined ? `write one of ${RESOURCES.join(', ')}` : `write ${near}`;
        const message = `kube-state-metrics has no metrics of this resource, found ${JSON.stringify(resource)}, ${right}`;
        return [error('invalid-key', path, message)];
      }
      if (keys.length + OWN_LABELS <= limit) return [];
      const message = `more labels than a series may have, found ${keys.length} keys, write at most ${Math.max(0, limit - OWN_LABELS)} or a higher federation.labelLimit`;
      return [error('out-of-range', path, message)];
    });
    return [...both, ...labels];
  });
}
