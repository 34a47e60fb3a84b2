import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { headlessName } from '../model/server';
import type { PrometheusServer as ServerModel } from '../model/types';
import { CONFIG_DIR, secretDir } from '../prometheus/files';
import { spreadOverNodes } from './affinity';
import { checkServer } from './checks';
import { Component } from './component';
import { ConfigMap } from './config-map';
import { emptyDir } from './empty-dir';
import { frontContainer, frontPort } from './front';
import { metadata } from './metadata';
import type { Mount } from './mount';
import { Allow, type AllowProps, tcp } from './network-policy';
import { PlacedStatefulSet } from './placed';
import { podTemplate } from './pod';
import { prometheusContainer } from './prometheus-container';
import { DisruptionBudget, dataClaim, secretMount } from './replicas';
import { Account, Service } from './service';

/** What a Prometheus server is made from. */
export interface PrometheusServerProps {
  /** Its names, image, ports, replicas and storage. */
  readonly server: ServerModel;
  /**
   * Files of its configuration, `prometheus.yml` among them, and their texts.
   *
   * @default - a ConfigMap of the server's name has them, which is made elsewhere
   */
  readonly config?: Readonly<Record<string, string>>;
  /**
   * Whether the pod gets a token for its own API server, as service discovery needs.
   *
   * @default false
   */
  readonly apiToken?: boolean;
  /**
   * What its NetworkPolicy opens.
   *
   * @default - pods of its namespace may query it, and it may connect to anything
   */
  readonly network?: AllowProps;
  /**
   * Read-only volumes beside the configuration.
   *
   * @default - none
   */
  readonly mounts?: readonly Mount[];
}

/** A Prometheus server: account, Services, pods, disruption budget and policy. */
export class PrometheusServer extends Component {
  /** Name of the ConfigMap that it reads its configuration from. */
  readonly configMap: string;
  private readonly routePrefix: string;
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** The Service that gives each pod a name of its own. */
  readonly headless: ApiObject;
  /** Its PodDisruptionBudget; absent where one replica leaves nothing to keep. */
  readonly budget?: ApiObject | undefined;
  /** Its StatefulSet. */
  readonly statefulSet: ApiObject;
  /** Its NetworkPolicy; absent where none are written. */
  readonly policy?: ApiObject | undefined;

  constructor(scope: Construct, id: string, props: PrometheusServerProps) {
    super(scope, id, props.server);
    const { server, config, network = open(server) } = props;
    this.configMap = server.name;
    this.routePrefix = server.routePrefix;
    this.account = new Account(this, 'account', server).object;
    // Replicas scrape at different moments: a reader that stays with one sees no jumps.
    this.service = new Service(this, 'service', {
      workload: server,
      sticky: server.highlyAvailable,
      more: server.front && [frontPort(server.front)],
    }).object;
    this.headless = new Service(this, 'headless', {
      workload: server,
      name: headlessName(server.name),
      port: server.port,
      headless: true,
    }).object;
    if (server.highlyAvailable) this.budget = new DisruptionBudget(this, 'budget', server).object;
    if (config) {
      const { namespace, labels } = server;
      new ConfigMap(this, 'config', { name: this.configMap, namespace, labels, files: config });
    }
    this.statefulSet = this.pods(props);
    this.policy = new Allow(this, 'policy', server, network).object;
    this.node.addValidation({ validate: () => checkServer(server, config) });
  }

  /** URL of its Service for pods of the same cluster, with the path below which it serves. */
  override get url(): string {
    return `${super.url}${this.routePrefix}`;
  }

  private pods({ server, apiToken, mounts = [] }: PrometheusServerProps): ApiObject {
    // Mounted whole: subPath mounts never update.
    const config: Mount = {
      volume: { name: 'config', configMap: { name: this.configMap } },
      path: CONFIG_DIR,
    };
    const readOnly = [
      config,
      ...mounts,
      ...server.secrets.map((secret) => secretMount(secret, secretDir(secret.name))),
    ];
    return new PlacedStatefulSet(this, 'stateful-set', server, {
      metadata: metadata(server),
      spec: {
        replicas: server.replicas,
        serviceName: this.headless.name,
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
            ...(server.storage ? [] : [emptyDir('data', server.dataLimit)]),
          ],
        }),
        volumeClaimTemplates: server.storage
          ? [dataClaim(server.storage, server.storageClass)]
          : undefined,
      },
    });
  }
}

/** As the hub's is: whoever shares its namespace sees what it has. */
const open = ({ port }: ServerModel): AllowProps => ({
  ingress: [{ from: [{ podSelector: {} }], ports: tcp(port) }],
  egress: [{}],
});
