import { type Diagnostic, error, type Path } from '../../diagnostics';
import type { Fleet, Placed, PrometheusServer } from '../types';

interface Owner extends Placed {
  readonly what: string;
  readonly server: PrometheusServer;
  readonly section: Path;
}

/**
 * A Namespace that two entries write, each with labels and annotations of its own: whichever is
 * applied last would take the other's away.
 */
export function checkNamespaces({ hub, members }: Fleet): Diagnostic[] {
  const home = members.find(({ name }) => name === hub.cluster);
  const owners = new Map<string, Owner>();
  const at = (address: string, owner: Owner): Diagnostic[] => {
    const { server, what, section, place } = owner;
    if (!server.createNamespace) return [];
    const key = `${address} ${server.namespace}`;
    const other = owners.get(key);
    if (!other) owners.set(key, owner);
    if (!other || described(other.server) === described(server)) return [];
    const differs = same(other.server.commonLabels, server.commonLabels)
      ? 'commonAnnotations'
      : 'commonLabels';
    const message = `the Namespace ${server.namespace} has one set of these, found others in ${other.what} than in ${what}, write the same or set createNamespace to false in one`;
    return [error('duplicate-object', place(...section, differs), message)];
  };
  return [
    ...at(home?.server ?? '', { ...hub, what: 'the hub', section: [] }),
    ...members.flatMap(({ name, server, monitor, place }) =>
      monitor
        ? at(server, {
            what: `cluster "${name}"`,
            server: monitor.server,
            section: ['monitor'],
            place,
          })
        : [],
    ),
  ];
}

const described = ({ commonLabels = {}, annotations = {} }: PrometheusServer) =>
  JSON.stringify([sorted(commonLabels), sorted(annotations)]);

const same = (one: object = {}, other: object = {}) =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

const sorted = (map: object) => Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
