import { type Diagnostic, error, type Path } from '../../diagnostics';
import type { FleetFile } from '../../inventory/schema/fleet';
import { fieldAt } from '../../yaml/mapping';
import { EXPORTER_KEYS } from '../components';
import { isEveryClusters } from '../server';
import type { ClusterSettings, HubSettings } from '../settings';
import type { Sources } from './sources';

/** A key that means something under a condition only. */
interface Conditional<Settings, Key extends Path = Path> {
  readonly key: Key;
  readonly takesEffect: (settings: Settings, hub: HubSettings) => boolean;
  /** Why it has none, and what would be right. */
  readonly otherwise: string;
}

/** What who brings a Prometheus can do instead of having one put in front of it. */
const OWN_FRONT = "write the Service of a front of its owner's as `existing`";

type ClusterKey = readonly ['auth' | 'monitor', string, ...string[]];

const CLUSTER_KEYS: readonly Conditional<ClusterSettings, ClusterKey>[] = [
  {
    key: ['auth', 'secretName'],
    takesEffect: (_, { statestoreLayout }) => statestoreLayout === 'perCluster',
    otherwise:
      'members share the Secrets of a `shared` statestoreLayout: leave it out, or write `hub.statestoreLayout: perCluster`',
  },
  {
    key: ['auth', 'serviceAccount'],
    takesEffect: ({ auth }) => auth.type === 'serviceAccountToken',
    otherwise: 'a client certificate has no ServiceAccount: write `user`, or the type of a token',
  },
  {
    key: ['auth', 'user'],
    takesEffect: ({ auth }) => auth.type === 'clientCertificate',
    otherwise: 'a token has no user: write `serviceAccount`, or the type of a certificate',
  },
  {
    key: ['monitor', 'storageClass'],
    takesEffect: ({ monitor }) => !monitor.existing && monitor.storage !== undefined,
    otherwise: 'there is no volume: write `storage`, or leave it out',
  },
  {
    key: ['monitor', 'alerting'],
    takesEffect: ({ monitor }) =>
      !monitor.existing && (monitor.alerting?.alertmanagers ?? []).length > 0,
    otherwise: 'no Prometheus is deployed, or none is told: write `alertmanagers`, or leave it out',
  },
  {
    key: ['monitor', 'remoteWrite'],
    takesEffect: ({ monitor }) => !monitor.existing,
    otherwise: 'no Prometheus is deployed: leave it out, or write it where that is configured',
  },
  {
    key: ['monitor', 'apiServerCidrs'],
    takesEffect: ({ monitor }) => !monitor.existing && monitor.networkPolicies,
    otherwise: 'no NetworkPolicy is written: set `networkPolicies`, or leave it out',
  },
  {
    key: ['monitor', 'federateOnly'],
    takesEffect: ({ monitor }) => !monitor.existing,
    otherwise: `no Prometheus is deployed: leave it out, or ${OWN_FRONT}`,
  },
  {
    key: ['monitor', 'pushNamespaces'],
    takesEffect: ({ monitor }) =>
      !monitor.existing &&
      monitor.networkPolicies &&
      (monitor.pushgateway || monitor.statsdExporter),
    otherwise:
      'no NetworkPolicy of a Pushgateway or statsd_exporter is written: switch them on, or leave it out',
  },
  ...EXPORTER_KEYS.map((exporter) => ({
    key: ['monitor', 'exporters', exporter] as const,
    takesEffect: ({ monitor }: ClusterSettings) => !monitor.existing && monitor[exporter],
    otherwise: `it is not deployed: switch \`monitor.${exporter}\` on, or leave it out`,
  })),
  {
    key: ['monitor', 'createNamespace'],
    takesEffect: ({ monitor }) =>
      !monitor.existing && !(monitor.createNamespace && isEveryClusters(monitor.namespace)),
    otherwise: 'every cluster has this namespace: leave it out',
  },
];

const HUB_KEYS: readonly Conditional<HubSettings>[] = [
  {
    key: ['storageClass'],
    takesEffect: ({ storage, alertmanager, grafana }) =>
      storage !== undefined ||
      (alertmanager.enabled && alertmanager.storage !== undefined) ||
      (grafana.enabled && grafana.storage !== undefined),
    otherwise: 'there is no volume: write `storage`, or leave it out',
  },
  {
    key: ['alerting'],
    takesEffect: ({ alerting, alertmanager }) =>
      (alerting?.alertmanagers ?? []).length > 0 ||
      alertmanager.enabled ||
      alertmanager.existing !== undefined,
    otherwise: 'alerts are sent nowhere: write `alertmanagers`, or leave it out',
  },
  {
    key: ['createNamespace'],
    takesEffect: ({ createNamespace, namespace }) =>
      !(createNamespace && isEveryClusters(namespace)),
    otherwise: 'every cluster has this namespace: leave it out',
  },
  ...['adminSecret', 'storage', 'resources', 'env', 'ingress', 'httpRoute', 'oidc'].map((key) => ({
    key: ['grafana', key],
    takesEffect: ({ grafana }: HubSettings) => grafana.enabled,
    otherwise: 'there is no Grafana: set `enabled`, or leave it out',
  })),
  {
    key: ['ingressNamespaces'],
    takesEffect: ({ networkPolicies, login, grafana }) =>
      networkPolicies &&
      (login !== undefined ||
        (grafana.enabled && (grafana.ingress !== undefined || grafana.httpRoute !== undefined))),
    otherwise:
      'no NetworkPolicy lets anybody in from outside: write `login`, or an `ingress` or `httpRoute` of Grafana, or leave it out',
  },
  {
    key: ['grafana', 'storageClass'],
    takesEffect: ({ grafana }) => grafana.enabled && grafana.storage !== undefined,
    otherwise: 'there is no volume: write `storage`, or leave it out',
  },
];

/** Keys that change nothing: who wrote them expects something that will not happen. */
export function checkEffects({ file, hub, clusters }: Sources): Diagnostic[] {
  return [
    ...HUB_KEYS.flatMap(({ key, takesEffect, otherwise }) =>
      isAt(hub.place(...key), ['hub', ...key]) && !takesEffect(hub.value, hub.value)
        ? [without(key, ['hub', ...key], otherwise)]
        : [],
    ),
    ...CLUSTER_KEYS.flatMap((conditional) => checkClusterKey(conditional, { file, hub, clusters })),
    ...[
      ...Object.entries(file.groups ?? {}).map(([name, group]) => entryAt(['groups', name], group)),
      ...file.clusters.map((cluster, index) => entryAt(['clusters', index], cluster)),
    ].flatMap(besideExisting),
  ];
}

/** Settings and where they are written. */
const entryAt = (at: Path, entry: Entry) => ({ at, entry });

type Entry = NonNullable<FleetFile['defaults']>;

/**
 * A key of `defaults` or of a group is for those clusters that it means something to: it is refused
 * when there is none.
 */
function checkClusterKey(
  { key, takesEffect, otherwise }: Conditional<ClusterSettings, ClusterKey>,
  { file, hub, clusters }: Sources,
): Diagnostic[] {
  const [section] = key;
  const writes = (entry: Entry | undefined) => fieldAt(entry, ...key) !== undefined;
  const groups = Object.entries(file.groups ?? {}).filter(([, group]) => writes(group));
  const inherited = new Map<string | undefined, Inherited>([
    ...groups.map(([group]) => [group, new Inherited(['groups', group, ...key])] as const),
    ...(writes(file.defaults) ? ([[undefined, new Inherited(['defaults', ...key])]] as const) : []),
  ]);
  const own = clusters.flatMap(({ value, place }, index) => {
    const entry = file.clusters[index];
    // Most clusters write none of them, which is told sooner than the place of each.
    const isOwn = writes(entry);
    if (!isOwn && inherited.size === 0) return [];
    const effective = takesEffect(value, hub.value);
    const path = place(...key);
    for (const one of [inherited.get(entry?.group), inherited.get(undefined)]) {
      if (one && isAt(path, one.path)) one.isUseful.push(effective);
    }
    // Of a monitor that is not deployed no setting has an effect, which is said at once.
    const said = section === 'monitor' && value.monitor.existing;
    return isOwn && !effective && !said ? [without(key, path, otherwise)] : [];
  });
  const useless = [...inherited.values()].filter((one) => one.isUseless);
  return [...own, ...useless.map(({ path }) => without(key, path, otherwise))];
}

/** A key that clusters inherit, and to which of them it means something. */
class Inherited {
  readonly isUseful: boolean[] = [];

  constructor(readonly path: Path) {}

  get isUseless(): boolean {
    return this.isUseful.length > 0 && !this.isUseful.includes(true);
  }
}

/** Keys that say something of the hub's access, which is there whoever deployed the Prometheus. */
const OF_ACCESS = new Set(['existing', 'release', 'commonLabels', 'commonAnnotations']);

/** Settings of a monitor that is not deployed; those of `defaults` are for the other clusters. */
function besideExisting({ at, entry: { monitor } }: ReturnType<typeof entryAt>): Diagnostic[] {
  if (!monitor?.existing) return [];
  return Object.keys(monitor)
    .filter((key) => !OF_ACCESS.has(key))
    .map((key) => {
      const instead = key === 'federateOnly' ? `, or ${OWN_FRONT}` : '';
      const message = `nothing is deployed beside an existing Prometheus, found ${key}, leave it out${instead}`;
      return error('key-without-effect', [...at, 'monitor', key], message);
    });
}

function without(key: Path, path: Path, otherwise: string): Diagnostic {
  const message = `\`${key.at(-1)}\` has no effect here, ${otherwise}`;
  return error('key-without-effect', path, message);
}

const isAt = (path: Path, wanted: Path) =>
  path.length === wanted.length && path.every((segment, index) => segment === wanted[index]);
