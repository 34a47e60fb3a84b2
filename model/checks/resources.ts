import { type Diagnostic, error, type Path } from '../../diagnostics';
import { quantityValue } from '../../language/quantity';
import type { Fleet, Placed, Resources } from '../types';

/** Requests above their limits, which Kubernetes refuses. */
export const checkResources = ({ hub, members }: Fleet): Diagnostic[] => [
  ...ofServer(hub.server.resources, hub, []),
  ...(hub.grafana ? ofServer(hub.grafana.resources, hub, ['grafana']) : []),
  ...members.flatMap((member) =>
    member.monitor ? ofServer(member.monitor.server.resources, member, ['monitor']) : [],
  ),
];

function ofServer({ requests, limits }: Resources, { place }: Placed, section: Path): Diagnostic[] {
  return (['cpu', 'memory'] as const).flatMap((key) => {
    const [request, limit] = [requests?.[key], limits?.[key]];
    if (request === undefined || limit === undefined) return [];
    if (quantityValue(request) <= quantityValue(limit)) return [];
    const message = `a request is at most the limit, found ${request} with a limit of ${limit}, write at most ${limit}`;
    return [error('out-of-range', place(...section, 'resources', 'requests', key), message)];
  });
}
