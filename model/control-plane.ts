import type { ControlPlaneEntry, ControlPlaneKey } from '../inventory/schema/control-plane';
import {
  CONTROL_PLANE,
  CONTROL_PLANE_KEYS,
  CONTROL_PLANE_NAMESPACE,
} from './components/control-plane';
import type { ControlPlane, ControlPlaneJob } from './control-plane-types';
import type { ClusterSettings } from './settings';

type Entry = ClusterSettings['monitor']['controlPlane'];

/** Resolves which components are scraped, and how. */
export function controlPlane(entry: Entry): ControlPlane {
  return {
    jobs: CONTROL_PLANE_KEYS.flatMap((key) => {
      const given = entry[key];
      return given === false ? [] : [controlPlaneJob(key, given === true ? {} : given)];
    }),
    scheduler: entry.scheduler !== false,
    coreDns: entry.coreDns !== false,
  };
}

/** The Secrets that are mounted for it, each once. */
export const controlPlaneSecrets = ({ jobs }: ControlPlane): string[] => [
  ...new Set(jobs.flatMap(({ secret }) => secret ?? [])),
];

/** One component, with what its entry leaves out. */
export function controlPlaneJob(key: ControlPlaneKey, given: ControlPlaneEntry): ControlPlaneJob {
  const { job, labels, port, securePort = port, scheme, authorizes } = CONTROL_PLANE[key];
  const { namespace = CONTROL_PLANE_NAMESPACE, selector, secret } = given;
  const selected = Object.entries(selector?.matchLabels ?? labels).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    name: job,
    namespace,
    selector: selected.map(([name, value]) => `${name}=${value}`).join(','),
    metaLabels: selected.map(
      ([name]) => `__meta_kubernetes_pod_label_${name.replace(/[^a-zA-Z0-9_]/g, '_')}`,
    ),
    pod: [namespace, ...selected.map(([, value]) => value)].join(';'),
    port: given.port ?? (secret === undefined ? port : securePort),
    scheme: given.scheme ?? (secret === undefined ? scheme : 'https'),
    token: authorizes && secret === undefined,
    insecureSkipVerify: given.insecureSkipVerify ?? false,
    serverName: given.serverName,
    secret,
  };
}
