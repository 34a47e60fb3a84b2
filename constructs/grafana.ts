import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Grafana as GrafanaModel, Workload } from '../model/types';
import { Component } from './component';
import { Door, throughDoor } from './door';
import { grafanaContainer, grafanaVolumes } from './grafana-container';
import { KubePersistentVolumeClaim, Quantity } from './k8s';
import { metadata } from './metadata';
import { Allow, anyPod, dns, podsWith, tcp, toIssuer } from './network-policy';
import { PlacedDeployment } from './placed';
import { podTemplate } from './pod';
import { Account, Service } from './service';

/** What a Grafana is made from. */
export interface GrafanaProps {
  /** Its names, image, ports, storage, dashboards and data sources. */
  readonly grafana: GrafanaModel;
  /** Labels and port of the pods of the Prometheus that it queries. */
  readonly prometheus: Queried;
  /** The same of the Alertmanager, where one is deployed. */
  readonly alertmanager: Queried | undefined;
}

/** Whose pods it may connect to, and at which port. */
export type Queried = Pick<Workload, 'selector' | 'port'>;

/** The hub's Grafana; without its admin Secret it does not start. */
export class Grafana extends Component {
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** Its PersistentVolumeClaim; absent where it has no storage. */
  readonly claim?: ApiObject | undefined;
  /** Its Deployment. */
  readonly deployment: ApiObject;
  /** Its NetworkPolicy; absent where none are written. */
  readonly policy?: ApiObject | undefined;
  /** Leads people to it from outside the cluster; absent where nothing does. */
  readonly door?: Door | undefined;

  constructor(scope: Construct, id: string, { grafana, prometheus, alertmanager }: GrafanaProps) {
    super(scope, id, grafana);
    this.account = new Account(this, 'account', grafana).object;
    this.service = new Service(this, 'service', { workload: grafana }).object;
    if (grafana.storage) this.claim = this.volumeClaim(grafana, grafana.storage);
    this.deployment = new PlacedDeployment(this, 'deployment', grafana, {
      metadata: metadata(grafana),
      spec: {
        replicas: 1,
        // Its database is one file, which two pods must not have open.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: grafana.selector },
        template: podTemplate(grafana, {
          containers: [grafanaContainer(grafana)],
          volumes: grafanaVolumes(grafana),
        }),
      },
    });
    const { door, oidc, port } = grafana;
    if (door) this.door = new Door(this, 'door', { workload: grafana, door });
    this.policy = new Allow(this, 'policy', grafana, {
      ingress: [
        door
          ? throughDoor(port, door, podsWith(prometheus.selector))
          : { from: [anyPod], ports: tcp(port) },
      ],
      egress: [
        dns,
        ...[prometheus, ...(alertmanager ? [alertmanager] : [])].map(({ selector, port }) => ({
          to: [podsWith(selector)],
          ports: tcp(port),
        })),
        ...(oidc ? [toIssuer(oidc)] : []),
      ],
    }).object;
  }

  private volumeClaim(grafana: GrafanaModel, storage: string): ApiObject {
    return new KubePersistentVolumeClaim(this, 'claim', {
      metadata: metadata(grafana),
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: grafana.storageClass,
        resources: { requests: { storage: Quantity.fromString(storage) } },
      },
    });
  }
}
