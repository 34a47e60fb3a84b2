import type { ControlPlaneEntry, ControlPlaneKey } from '../inventory/schema/control-plane';
import {
  CONTROL_PLANE,
  CONTROL_PLANE_KEYS,
  CONTROL_PLANE_NAMESPACE,
} from './components/control-plane';
import type { ClusterSettings } from './settings';

/** A component of the control plane as a monitor scrapes it. */
export interface ControlPlaneJob {
  /** Name of the scrape job. */
  readonly name: string;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Label selector of its pods, as the API server takes one. */
  readonly selector: string;
  /** Meta labels by which Prometheus sees the labels of the selector. */
  readonly metaLabels: readonly string[];
  /** Values of the namespace and of these labels, with a semicolon between them. */
  readonly pod: string;
  readonly port: number;
  readonly scheme: 'http' | 'https';
  /** Whether it is shown the token of the pod, if it is asked by https. */
  readonly token: boolean;
  readonly insecureSkipVerify: boolean;
  readonly serverName?: string | undefined;
  /** Name of the Secret with the certificate that it is shown. */
  readonly secret?: string | undefined;
}

/** What a monitor scrapes of the control plane beside API servers. */
export interface ControlPlane {
  readonly jobs: readonly ControlPlaneJob[];
  /** Whether the scheduler has a job of its own. */
  readonly scheduler: boolean;
  /** Whether CoreDNS has a job of its own. */
  readonly coreDns: boolean;
}

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
