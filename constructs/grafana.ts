import { Construct } from 'constructs';
import type { Grafana as GrafanaModel, Workload } from '../model/types';
import { Door, throughDoor } from './door';
import { grafanaContainer, grafanaVolumes } from './grafana-container';
import { KubeDeployment, KubePersistentVolumeClaim, Quantity } from './k8s';
import { metadata } from './metadata';
import { Allow, anyPod, dns, podsWith, tcp, toIssuer } from './network-policy';
import { podTemplate } from './pod';
import { Account, Service } from './service';

export interface GrafanaProps {
  readonly grafana: GrafanaModel;
  /** Labels and port of the pods of the Prometheus that it queries. */
  readonly prometheus: Queried;
  /** The same of the Alertmanager, where one is deployed. */
  readonly alertmanager: Queried | undefined;
}

type Queried = Pick<Workload, 'selector' | 'port'>;

/** The hub's Grafana; without its admin Secret it does not start. */
export class Grafana extends Construct {
  constructor(scope: Construct, id: string, { grafana, prometheus, alertmanager }: GrafanaProps) {
    super(scope, id);
    new Account(this, 'account', grafana);
    new Service(this, 'service', { workload: grafana });
    if (grafana.storage) this.claim(grafana, grafana.storage);
    new KubeDeployment(this, 'deployment', {
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
    if (door) new Door(this, 'door', { workload: grafana, door });
    new Allow(this, 'policy', grafana, {
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
    });
  }

  private claim(grafana: GrafanaModel, storage: string): void {
    new KubePersistentVolumeClaim(this, 'claim', {
      metadata: metadata(grafana),
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: grafana.storageClass,
        resources: { requests: { storage: Quantity.fromString(storage) } },
      },
    });
  }
}
