import { z } from 'zod';
import type { ServicePort } from '../../../model/access';
import { PROMETHEUS } from '../../../model/components/prometheus';
import { type Asked, ifTold } from './asked';
import { isOurs, labels } from './ours';
import { type OperatedPrometheus, operated, selects } from './prometheus-operator';

const service = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string(), labels }),
  spec: z.object({
    clusterIP: z.string().optional(),
    selector: labels,
    ports: z
      .array(
        z.object({
          name: z.string().optional(),
          port: z.number(),
          targetPort: z.union([z.string(), z.number()]).optional(),
          appProtocol: z.string().optional(),
        }),
      )
      .default([]),
  }),
});

type Service = z.infer<typeof service>;

/** A Service that leads to a Prometheus, by all that its objects say. */
export interface PrometheusService {
  readonly at: ServicePort;
  /** Labels of its pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** What it was recognised by. */
  readonly reason: string;
  /**
   * The object that the Prometheus Operator made it from.
   *
   * @default - it is not the Operator's
   */
  readonly operated?: OperatedPrometheus;
}

/** Services that charts label as a Prometheus's; of the old community chart with another label. */
const SELECTORS = [
  'app.kubernetes.io/name=prometheus',
  'app in (prometheus,kube-prometheus-stack-prometheus),component notin (alertmanager,node-exporter,kube-state-metrics,pushgateway)',
];

/** As many as are looked at: of those with the labels, and of the namespace of an operated one. */
const MOST = 200;

/**
 * The Prometheus servers of a cluster that are not promfleet's, each by the best of its Services.
 *
 * https://github.com/prometheus-community/helm-charts
 *
 * @throws ClusterFailure if Services may not be listed
 */
export async function prometheusServices(asked: Asked): Promise<PrometheusService[]> {
  const [told, ...labelled] = await Promise.all([
    ifTold(operated(asked)),
    ...SELECTORS.map((selector) => services(asked, '/api/v1/services', selector)),
  ]);
  // Where its objects may not be seen, the Services of its charts may.
  const objects = told ?? [];
  const found = await Promise.all(objects.map((object) => ofOperated(asked, object)));
  const others = labelled
    .flat()
    .filter(({ spec, metadata: { namespace } }) =>
      objects.every(
        (object) =>
          object.metadata.namespace !== namespace || selects(spec.selector, object) === 'none',
      ),
    );
  // Of those that lead to the same pods the best is seen last, and stays.
  const best = new Map(
    others
      .sort(byQuality)
      .reverse()
      .map((other) => [podsOf(other), other]),
  );
  return [...found, ...[...best.values()].reverse().map((other) => toward(other))].filter(
    (candidate) => candidate !== undefined,
  );
}

async function services(asked: Asked, path: string, selector: string): Promise<Service[]> {
  const query = new URLSearchParams({ labelSelector: selector, limit: String(MOST) });
  const found = await asked.list(`${path}?${query}`, service);
  return found.filter(({ metadata }) => !isOurs(metadata.labels));
}

/** The Service of a Prometheus of the Operator. */
async function ofOperated(
  asked: Asked,
  object: OperatedPrometheus,
): Promise<PrometheusService | undefined> {
  const { namespace } = object.metadata;
  const near = await services(asked, `/api/v1/namespaces/${namespace}/services`, '');
  const leading = near
    .filter(({ spec }) => selects(spec.selector, object) !== 'none' && webPort(spec.ports, object))
    .sort((a, b) => alone(a, object) - alone(b, object) || byQuality(a, b));
  return leading[0] && toward(leading[0], object);
}

const alone = ({ spec }: Service, object: OperatedPrometheus) =>
  selects(spec.selector, object) === 'alone' ? 0 : 1;

/** Those with an address of their own come first, and among equals the first by name. */
function byQuality(a: Service, b: Service): number {
  const headless = ({ spec }: Service) => Number(spec.clusterIP === 'None');
  return headless(a) - headless(b) || (a.metadata.name < b.metadata.name ? -1 : 1);
}

/** What tells whether two Services lead to the same pods. */
const podsOf = ({ metadata, spec }: Service) =>
  JSON.stringify([metadata.namespace, Object.entries(spec.selector).sort()]);

function toward(
  { metadata: { name, namespace, labels }, spec }: Service,
  operated?: OperatedPrometheus,
): PrometheusService | undefined {
  const port = webPort(spec.ports, operated);
  if (!port) return undefined;
  const https = port.appProtocol === 'https' || port.name?.startsWith('https');
  const tls = https || operated?.spec.web?.tlsConfig !== undefined;
  const scheme = tls ? { scheme: 'https' as const } : {};
  const at = { service: name, namespace, port: port.name ?? port.port, ...scheme };
  const chart = labels['helm.sh/chart'] ?? labels.chart;
  const made = chart ? `, of the chart ${chart}` : '';
  const reason = operated
    ? `Service ${namespace}/${name} selects the pods of Prometheus ${operated.metadata.name} of the Prometheus Operator${made}`
    : `Service ${namespace}/${name} is labelled as a Prometheus's${made}`;
  return { at, selector: spec.selector, reason, operated };
}

/** Ports of what stands beside a Prometheus in its pod. */
const BESIDE = /reloader|grpc|thanos|sidecar/;
const WEB = ['web', 'http-web', 'http', 'https', 'https-web', 'http-prometheus'];

/** The port that a Prometheus's own pages are behind. */
function webPort(ports: Service['spec']['ports'], operated?: OperatedPrometheus) {
  const own = operated?.spec.portName ?? 'web';
  const tried: readonly ((port: Service['spec']['ports'][number]) => boolean)[] = [
    ({ name, targetPort }) => name === own || targetPort === own,
    ({ port, targetPort }) => [port, targetPort].includes(PROMETHEUS.port),
    ({ name }) => name !== undefined && WEB.includes(name),
    () => ports.length === 1,
  ];
  const usable = ports.filter(({ name = '' }) => !BESIDE.test(name));
  return tried.map((fits) => usable.find(fits)).find((port) => port !== undefined);
}
