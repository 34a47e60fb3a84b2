import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Alertmanager as AlertmanagerModel } from '../model/alertmanager-types';
import { ALERTMANAGER } from '../model/components/alertmanager';
import { headlessName } from '../model/server';
import type { Labels } from '../model/types';
import {
  ALERTMANAGER_CONFIG_DIR,
  ALERTMANAGER_CONFIG_FILE,
  alertmanagerSecretDir,
} from '../prometheus/alertmanager/files';
import { spreadOverNodes } from './affinity';
import { alertmanagerContainer, GOSSIP } from './alertmanager-container';
import { Component } from './component';
import { emptyDir } from './empty-dir';
import { metadata } from './metadata';
import type { Mount } from './mount';
import { Allow, anywhere, dns, podsWith, policyPort, tcp } from './network-policy';
import { PlacedStatefulSet } from './placed';
import { podTemplate } from './pod';
import { DisruptionBudget, dataClaim, secretMount } from './replicas';
import { Account, Service } from './service';

/** What an Alertmanager is made from. */
export interface AlertmanagerProps {
  /** Its names, image, ports, replicas and storage. */
  readonly alertmanager: AlertmanagerModel;
  /** Text of alertmanager.yml; it has no secret in it. */
  readonly config: string;
  /** Labels of the pods that speak to it. */
  readonly clients: readonly Labels[];
}

/** Annotation of the pods that is their alertmanager.yml. */
export const CONFIG_ANNOTATION = `promfleet/${ALERTMANAGER_CONFIG_FILE}`;

/** Kubernetes refuses more in all annotations of an object together; there is room for others'. */
const MOST_BYTES = 240 * 1024;

/**
 * The hub's Alertmanager: it tells people of alerts.
 *
 * It does not read a changed configuration by itself, and has nobody beside it that would tell it
 * to: the configuration is an annotation of the pods, so that a changed one replaces them.
 */
export class Alertmanager extends Component {
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

  constructor(scope: Construct, id: string, props: AlertmanagerProps) {
    super(scope, id, props.alertmanager);
    const { alertmanager, clients } = props;
    const { selector, port, highlyAvailable } = alertmanager;
    this.account = new Account(this, 'account', alertmanager).object;
    this.service = new Service(this, 'service', { workload: alertmanager }).object;
    this.headless = new Service(this, 'headless', {
      workload: alertmanager,
      name: headlessName(alertmanager.name),
      headless: true,
      // Replicas find each other before any is ready.
      publishNotReady: true,
      more: highlyAvailable ? GOSSIP : [],
    }).object;
    if (highlyAvailable) {
      this.budget = new DisruptionBudget(this, 'budget', alertmanager).object;
    }
    this.statefulSet = this.pods(props);
    this.policy = new Allow(this, 'policy', alertmanager, {
      ingress: [
        { from: clients.map(podsWith), ports: tcp(port) },
        ...(highlyAvailable ? [{ from: [podsWith(selector)], ports: GOSSIP.map(policyPort) }] : []),
      ],
      // Receivers are wherever the user says, its own replicas are pods.
      egress: [anywhere, dns],
    }).object;
    this.node.addValidation({ validate: () => complaints(props) });
  }

  private pods({ alertmanager, config }: AlertmanagerProps): ApiObject {
    const readOnly = [
      configMount(),
      ...alertmanager.secrets.map((one) => secretMount(one, alertmanagerSecretDir(one.name))),
    ];
    const { selector, highlyAvailable, storage, storageClass } = alertmanager;
    return new PlacedStatefulSet(this, 'stateful-set', alertmanager, {
      metadata: metadata(alertmanager),
      spec: {
        replicas: alertmanager.replicaCount,
        serviceName: this.headless.name,
        podManagementPolicy: 'Parallel',
        // The next replica goes only when this one has heard from the others what was sent.
        minReadySeconds: highlyAvailable ? 15 : undefined,
        selector: { matchLabels: selector },
        template: podTemplate(alertmanager, {
          annotations: { [CONFIG_ANNOTATION]: config },
          affinity: highlyAvailable ? spreadOverNodes(selector) : undefined,
          containers: [alertmanagerContainer(alertmanager, readOnly)],
          volumes: [
            ...readOnly.map(({ volume }) => volume),
            ...(storage ? [] : [emptyDir('data', ALERTMANAGER.dataLimit)]),
          ],
        }),
        volumeClaimTemplates: storage ? [dataClaim(storage, storageClass)] : undefined,
      },
    });
  }
}

/** The annotation as a file. */
function configMount(): Mount {
  const fieldPath = `metadata.annotations['${CONFIG_ANNOTATION}']`;
  return {
    path: ALERTMANAGER_CONFIG_DIR,
    volume: {
      name: 'config',
      downwardApi: { items: [{ path: ALERTMANAGER_CONFIG_FILE, fieldRef: { fieldPath } }] },
    },
  };
}

function complaints({ config }: AlertmanagerProps): string[] {
  const bytes = Buffer.byteLength(config);
  return bytes > MOST_BYTES
    ? [
        `Alertmanager's configuration is too large, found ${bytes} bytes, write at most ${MOST_BYTES}`,
      ]
    : [];
}
