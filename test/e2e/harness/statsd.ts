import type { Cluster } from './cluster';
import { NAMESPACE, PUSHGATEWAY, STATSD_EXPORTER, STATSD_METRICS_PORT, STATSD_PORT } from './hub';
import { getRaw, kubectl, put } from './kubectl';
import type { Manifest } from './manifests';
import { PortForward } from './port-forward';
import { Prometheus } from './prometheus';
import { deployedImage, namespaceObject, restrictedContainer } from './workload';

const TENANT = 'checkout';
const SENDER = 'sender';
const STRANGER = 'stranger';
const STRANGER_PORT = 9090;

/**
 * A namespace of a member whose pods have business with its statsd_exporter, and some that have not.
 *
 * Images without a shell send no datagrams of ours, but one relays them: the sender is a second
 * statsd_exporter that passes each line on, over UDP, to the Service of the first.
 */
export class StatsdTenant {
  private readonly sender: PortForward;
  /** A Prometheus that has no business with the exporter's page, and tries. */
  readonly stranger: Prometheus;

  constructor(private readonly member: Cluster) {
    const resource = `pod/${SENDER}`;
    this.sender = new PortForward(member, { namespace: TENANT, resource, port: STATSD_PORT });
    const proxy = `/api/v1/namespaces/${TENANT}/pods/${STRANGER}:${STRANGER_PORT}/proxy`;
    this.stranger = new Prometheus(STRANGER, (urlPath) => getRaw(member, proxy + urlPath));
  }

  /** Starts its pods, from images that these manifests deploy, and waits until they are ready. */
  async start(manifests: readonly Manifest[]): Promise<void> {
    await put(this.member, namespaceObject(TENANT), ...sender(manifests), ...stranger(manifests));
    const ready = ['wait', 'pod', '--all', '--for=condition=Ready', '--timeout=90s'];
    await kubectl(this.member, ['-n', TENANT, ...ready], { timeoutMs: 100_000 });
  }

  /** Has one line sent to the member's Service; whether it arrives is up to UDP. */
  send(line: string): Promise<void> {
    return this.sender.write(`${line}\n`);
  }

  /** Removes everything again, in its own time. */
  async remove(): Promise<void> {
    this.sender.close();
    await kubectl(this.member, ['delete', 'namespace', TENANT, '--wait=false']);
  }
}

function sender(manifests: readonly Manifest[]): object[] {
  const container = {
    image: deployedImage(manifests, 'statsd-exporter'),
    args: [
      `--web.listen-address=:${STATSD_METRICS_PORT}`,
      `--statsd.listen-tcp=:${STATSD_PORT}`,
      '--statsd.listen-udp=',
      `--statsd.relay.address=${STATSD_EXPORTER}.${NAMESPACE}.svc:${STATSD_PORT}`,
    ],
    readinessProbe: { httpGet: { path: '/-/ready', port: STATSD_METRICS_PORT }, periodSeconds: 1 },
  };
  return [pod(SENDER, container)];
}

/** It scrapes a Service that lets every pod in, so that its ways are known to be open, and ours. */
function stranger(manifests: readonly Manifest[]): object[] {
  const targets = [PUSHGATEWAY, `${STATSD_EXPORTER}:${STATSD_METRICS_PORT}`].map((address) =>
    address.replace(':', `.${NAMESPACE}.svc:`),
  );
  const config = {
    global: { scrape_interval: '2s', scrape_timeout: '2s' },
    scrape_configs: [{ job_name: STRANGER, static_configs: [{ targets }] }],
  };
  const container = {
    image: deployedImage(manifests, 'prometheus'),
    args: ['--config.file=/etc/stranger/prometheus.yml', '--storage.tsdb.path=/prometheus'],
    readinessProbe: { httpGet: { path: '/-/ready', port: STRANGER_PORT }, periodSeconds: 1 },
    volumeMounts: [{ name: 'config', mountPath: '/etc/stranger' }],
  };
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: STRANGER, namespace: TENANT },
      data: { 'prometheus.yml': JSON.stringify(config) },
    },
    pod(STRANGER, container, [{ name: 'config', configMap: { name: STRANGER } }]),
  ];
}

function pod(name: string, container: object, volumes: object[] = []): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: TENANT },
    spec: {
      containers: [{ name, ...restrictedContainer(), ...container }],
      volumes,
      terminationGracePeriodSeconds: 0,
    },
  };
}
