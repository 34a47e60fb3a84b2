import type { Cluster } from '../../harness/cluster';
import { getRaw, kubectl, put } from '../../harness/kubectl';
import { Prometheus } from '../../harness/prometheus';
import { namespaceObject } from '../../harness/workload';
import { until } from '../../local';

const NAMESPACE = 'observability';
const RELEASE = 'kube-prometheus-stack';
const NAME = `${RELEASE}-prometheus`;
/** The only job that it has. */
export const EXISTING_JOB = 'prometheus-itself';
const PODS = { 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': NAME };

/** The Service as `monitor.existing` names it. */
export const EXISTING = { service: NAME, namespace: NAMESPACE, port: 'http-web' };

/**
 * Installs a Prometheus that looks as kube-prometheus-stack leaves it behind: names, labels and
 * ports of its Service and its pods. What it scrapes is itself.
 *
 * https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export async function installExisting(cluster: Cluster, image: string): Promise<void> {
  await put(cluster, namespaceObject(NAMESPACE), configMap(), statefulSet(image), service());
  const args = ['-n', NAMESPACE, 'rollout', 'status', `statefulset/prometheus-${NAME}`];
  await kubectl(cluster, [...args, '--timeout=120s'], { timeoutMs: 130_000 });
  const proxy = `/api/v1/namespaces/${NAMESPACE}/services/${NAME}:http-web/proxy`;
  const itself = new Prometheus(NAME, (urlPath) => getRaw(cluster, proxy + urlPath));
  await until(`${NAME} to scrape itself`, async () => (await itself.value('up')) === 1);
}

const configMap = () => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: NAME, namespace: NAMESPACE },
  data: {
    'prometheus.yml': JSON.stringify({
      global: { scrape_interval: '5s', external_labels: { prometheus_replica: '0' } },
      scrape_configs: [
        { job_name: EXISTING_JOB, static_configs: [{ targets: ['localhost:9090'] }] },
      ],
    }),
  },
});

const service = () => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: NAME,
    namespace: NAMESPACE,
    labels: { app: NAME, release: RELEASE, 'self-monitor': 'true' },
  },
  spec: { selector: PODS, ports: [{ name: 'http-web', port: 9090, targetPort: 9090 }] },
});

const statefulSet = (image: string) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: `prometheus-${NAME}`, namespace: NAMESPACE, labels: { app: NAME } },
  spec: {
    serviceName: NAME,
    selector: { matchLabels: PODS },
    template: {
      metadata: { labels: PODS },
      spec: {
        containers: [
          {
            name: 'prometheus',
            image,
            args: ['--config.file=/etc/prometheus/config/prometheus.yml'],
            ports: [{ name: 'http-web', containerPort: 9090 }],
            readinessProbe: { httpGet: { path: '/-/ready', port: 9090 }, periodSeconds: 2 },
            volumeMounts: [{ name: 'config', mountPath: '/etc/prometheus/config' }],
          },
        ],
        volumes: [{ name: 'config', configMap: { name: NAME } }],
      },
    },
  },
});
