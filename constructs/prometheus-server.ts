import { Construct } from 'constructs';
import { headlessName } from '../model/server';
import type { PrometheusServer as ServerModel } from '../model/types';
import { CONFIG_DIR, secretDir } from '../prometheus/files';
import { spreadOverNodes } from './affinity';
import { frontContainer, frontPort } from './front';
import { KubeStatefulSet } from './k8s';
import { metadata } from './metadata';
import type { Mount } from './mount';
import { Allow, type AllowProps } from './network-policy';
import { podTemplate } from './pod';
import { prometheusContainer } from './prometheus-container';
import { DisruptionBudget, dataClaim, secretMount } from './replicas';
import { Account, Service } from './service';

export interface PrometheusServerProps {
  readonly server: ServerModel;
  /** Whether the pod gets a token for its own API server, as service discovery needs. */
  readonly apiToken: boolean;
  /** What its NetworkPolicy opens. */
  readonly network: AllowProps;
  /**
   * Read-only volumes beside the configuration.
   *
   * @default - none
   */
  readonly mounts?: readonly Mount[];
}

/** A Prometheus server: account, Services, pods, disruption budget and policy. */
export class PrometheusServer extends Construct {
  constructor(scope: Construct, id: string, props: PrometheusServerProps) {
    super(scope, id);
    const { server } = props;
    new Account(this, 'account', server);
    // Replicas scrape at different moments: a reader that stays with one sees no jumps.
    new Service(this, 'service', {
      workload: server,
      sticky: server.highlyAvailable,
      more: server.front && [frontPort(server.front)],
    });
    new Service(this, 'headless', {
      workload: server,
      name: headlessName(server.name),
      port: server.port,
      headless: true,
    });
    if (server.highlyAvailable) new DisruptionBudget(this, 'budget', server);
    this.pods(props);
    new Allow(this, 'policy', server, props.network);
  }

  private pods({ server, apiToken, mounts = [] }: PrometheusServerProps): void {
    // Mounted whole: subPath mounts never update.
    const config: Mount = {
      volume: { name: 'config', configMap: { name: server.name } },
      path: CONFIG_DIR,
    };
    const readOnly = [
      config,
      ...mounts,
      ...server.secrets.map((secret) => secretMount(secret, secretDir(secret.name))),
    ];
    new KubeStatefulSet(this, 'stateful-set', {
      metadata: metadata(server),
      spec: {
        replicas: server.replicas,
        serviceName: headlessName(server.name),
        podManagementPolicy: 'Parallel',
        // The next replica goes only when this one has scraped everything at the usual intervals.
        minReadySeconds: server.highlyAvailable ? 15 : undefined,
        selector: { matchLabels: server.selector },
        template: podTemplate(server, {
          apiToken,
          // Long enough for queries to end and for the write-ahead log to be closed.
          terminationGracePeriodSeconds: 300,
          affinity: server.highlyAvailable ? spreadOverNodes(server.selector) : undefined,
          containers: [
            prometheusContainer(server, readOnly),
            ...(server.front ? [frontContainer(server.front, server.port)] : []),
          ],
          volumes: [
            ...readOnly.map(({ volume }) => volume),
            ...(server.storage ? [] : [{ name: 'data', emptyDir: {} }]),
          ],
        }),
        volumeClaimTemplates: server.storage
          ? [dataClaim(server.storage, server.storageClass)]
          : undefined,
      },
    });
  }
}
