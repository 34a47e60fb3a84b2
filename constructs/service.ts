import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Workload } from '../model/types';
import { IntOrString, KubeService, KubeServiceAccount } from './k8s';
import { metadata } from './metadata';

/** A ServiceAccount of a workload's own; pods that need its token ask for it themselves. */
export class Account extends Construct {
  /** The ServiceAccount. */
  readonly object: ApiObject;

  constructor(scope: Construct, id: string, workload: Workload) {
    super(scope, id);
    this.object = new KubeServiceAccount(this, 'account', {
      metadata: metadata(workload),
      automountServiceAccountToken: false,
    });
  }
}

/** What a Service is made from. */
export interface ServiceProps {
  /** Whose pods it leads to. */
  readonly workload: Workload;
  /**
   * Name of the Service.
   *
   * @default - the workload's
   */
  readonly name?: string;
  /**
   * Port of the Service.
   *
   * @default - the workload's `servicePort`
   */
  readonly port?: number;
  /**
   * Ports beside `http`, each leading to the container port of its name.
   *
   * @default - none
   */
  readonly more?: readonly NamedPort[];
  /**
   * Annotations, which scrape jobs find it by.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether names lead to the pods themselves, instead of one address to any of them.
   *
   * @default false
   */
  readonly headless?: boolean;
  /**
   * Whether names lead to pods that are not ready, too.
   *
   * @default false
   */
  readonly publishNotReady?: boolean;
  /**
   * Whether a client stays with one pod.
   *
   * @default false
   */
  readonly sticky?: boolean;
}

/** A port that has a name of its own. */
export interface NamedPort {
  /** At most 15 characters, as container ports have it. */
  readonly name: string;
  /** Of the pods, and of the Service. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** A Service over a workload's port `http`, and others if it has them. */
export class Service extends Construct {
  /** The Service. */
  readonly object: ApiObject;

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    const { workload, headless = false, annotations, more = [] } = props;
    this.object = new KubeService(this, 'service', {
      metadata: metadata(workload, props.name, annotations),
      spec: {
        ...(headless ? { clusterIp: 'None' } : { type: 'ClusterIP' }),
        publishNotReadyAddresses: props.publishNotReady,
        selector: workload.selector,
        sessionAffinity: props.sticky ? 'ClientIP' : undefined,
        ports: [
          {
            name: 'http',
            port: props.port ?? workload.servicePort,
            targetPort: IntOrString.fromString('http'),
          },
          ...more.map(({ name, port, protocol }) => ({
            name,
            port,
            protocol,
            targetPort: IntOrString.fromString(name),
          })),
        ],
      },
    });
  }
}
