import { type Diagnostic, error, type Path } from '../../diagnostics';
import { quantityValue } from '../../language/quantity';
import { EXPORTER_KEYS } from '../components';
import type { Fleet, Placed, Resources } from '../types';

/** Requests above their limits, which Kubernetes refuses. */
export const checkResources = ({ hub, members }: Fleet): Diagnostic[] => [
  ...ofContainer(hub.server, hub, []),
  ...ofContainer(hub.grafana, hub, ['grafana']),
  ...ofContainer(hub.alertmanager, hub, ['alertmanager']),
  ...members.flatMap((member) => [
    ...ofContainer(member.monitor?.server, member, ['monitor']),
    ...EXPORTER_KEYS.flatMap((key) =>
      ofContainer(member.monitor?.exporters[key], member, ['monitor', 'exporters', key]),
    ),
  ]),
];

/** @param workload - absent where it is not deployed */
function ofContainer(
  workload: { readonly resources: Resources } | undefined,
  { place }: Placed,
  section: Path,
): Diagnostic[] {
  const { requests, limits } = workload?.resources ?? {};
  return (['cpu', 'memory'] as const).flatMap((key) => {
    const [request, limit] = [requests?.[key], limits?.[key]];
    if (request === undefined || limit === undefined) return [];
    if (quantityValue(request) <= quantityValue(limit)) return [];
    const message = `a request is at most the limit, found ${request} with a limit of ${limit}, write at most ${limit}`;
    return [error('out-of-range', place(...section, 'resources', 'requests', key), message)];
  });
}
