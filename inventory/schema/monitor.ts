import { z } from 'zod';
import { checkCidr } from '../../language/cidr';
import { checkRegistry } from '../../language/image-reference';
import { checkRoutePrefix, checkServicePortName } from '../../language/service-port';
import { controlPlane } from './control-plane';
import { exporterSettings } from './exporter-settings';
import { exporters } from './exporters';
import { federateFrom } from './federation';
import { text } from './formats';
import { selectorOf } from './label-selector';
import { asWritten, once } from './once';
import { placement } from './placement';
import { prometheusSettings } from './prometheus-settings';
import { resources } from './resources';
import { ruleGroups } from './rules';
import {
  count,
  dnsLabel,
  duration,
  flag,
  labelKey,
  objectName,
  portNumber,
  releaseName,
  size,
  volumeSize,
} from './scalars';
import { scrapeConfigs } from './scrape-config';
import { scraping } from './scraping';
import { sending } from './sending';
import { timeoutWithin } from './timeout';

const ofPrometheus = resources("Prometheus's", '100m CPU and 512Mi').meta({ id: 'resources' });

/** Registry that replaces the host of every image. */
export const imageRegistry = (fallback: string) =>
  text(
    checkRegistry,
    `Registry that replaces the host of every image, such as registry.internal. Default: ${fallback}.`,
  );

/** Kubernetes refuses a pod that names one twice. */
const secretOnce = once(
  (name) => `a Secret is named once, found ${JSON.stringify(name)} again, leave it out`,
  asWritten,
);

/** Secrets, by their names. */
export function secretsOf(description: string) {
  return z.array(objectName('Name of a Secret.')).superRefine(secretOnce).meta({ description });
}

/** Each is a target of all others at the hub; so many are a slip. */
const MOST_REPLICAS = 100;

/** Keys that a Prometheus has in a member and at the hub alike. */
export const prometheusServer = {
  replicas: count(1, 'Prometheus pods.', MOST_REPLICAS).optional(),
  storage: volumeSize(
    'Size of the volume of each Prometheus pod. Default: none (emptyDir).',
  ).optional(),
  storageClass: objectName("StorageClass of the volumes. Default: the cluster's own.").optional(),
  resources: ofPrometheus.optional(),
  imagePullSecrets: z
    .array(objectName('Name of a Secret.'))
    .superRefine(secretOnce)
    .meta({
      description:
        "Secrets in the namespace with the registry's credentials, which all pods pull with. Default: none.",
    })
    .optional(),
  secrets: secretsOf(
    'Secrets in the namespace that are mounted below /etc/prometheus/secrets/<name>/, for scrapeConfigs, remoteWrite and alerting. Default: none.',
  ).optional(),
  networkPolicies: flag('Write NetworkPolicies.').optional(),
  createNamespace: flag('Write the Namespace object (never for default and kube-*).').optional(),
  scrapeConfigs: scrapeConfigs.optional(),
  rules: ruleGroups.optional(),
  ...sending,
  ...prometheusSettings,
  ...placement,
};

const existing = z
  .strictObject({
    service: dnsLabel("Name of the Prometheus's Service."),
    namespace: dnsLabel('Namespace of the Service.'),
    port: z
      .union([portNumber, text(checkServicePortName, 'Name of a Service port.')])
      .meta({ description: "The Service port's number or name." }),
    scheme: z
      .enum(['http', 'https'])
      .meta({ description: 'Scheme in the service proxy path. Default: none, which means http.' })
      .optional(),
    prefix: text(
      checkRoutePrefix,
      'Route prefix of the Prometheus, such as /prometheus. Default: none.',
    ).optional(),
    jobs: z
      .array(z.string().min(1))
      .meta({
        description: 'Scrape jobs it has; `match` is derived from and checked against them.',
      })
      .optional(),
  })
  .meta({
    id: 'existing',
    description: 'A Prometheus that is there already: nothing is deployed but the access.',
  });

/** The Prometheus stack inside a member. */
export const monitor = z
  .strictObject({
    namespace: dnsLabel('Namespace of the monitor.').optional(),
    release: releaseName.optional(),
    retention: duration('How long samples are kept.').optional(),
    scrapeInterval: duration('Time between two scrapes of a target.').optional(),
    scrapeTimeout: duration(
      'Longest a scrape may take, at most the interval. Default: 10s, or the interval if less.',
    ).optional(),
    sampleLimit: count(
      1,
      'Samples of an annotated target, the Pushgateway or statsd_exporter; one more fails its scrape.',
    ).optional(),
    bodySizeLimit: size(
      'Uncompressed bytes of a response of these; one more fails the scrape.',
    ).optional(),
    ...exporters,
    ...scraping,
    controlPlane: controlPlane.optional(),
    exporters: exporterSettings.optional(),
    nodeLabels: z
      .array(labelKey('Key of a node label, such as topology.kubernetes.io/zone.'))
      .meta({
        description:
          'Labels of nodes that all series of kubelets and cAdvisor get; characters that Prometheus does not take become _.',
      })
      .optional(),
    objectLabels: z
      .array(labelKey('Key of a label, such as app.kubernetes.io/name.'))
      .meta({
        description:
          'Labels of annotated pods and Services that their series get; characters that Prometheus does not take become _.',
      })
      .optional(),
    imageRegistry: imageRegistry('hub.imageRegistry').optional(),
    apiServerCidrs: z
      .array(text(checkCidr, 'Address range, such as 10.0.0.0/28.'))
      .min(1)
      .meta({
        description:
          "Where proxied requests come from: the API server's addresses, let in by the NetworkPolicy. Default: anywhere.",
      })
      .optional(),
    federateOnly: flag(
      'Put kube-rbac-proxy in front of the Prometheus: the hub reaches what it federates, and remote reads with `drillDown`, and no other path.',
    ).optional(),
    pushNamespaces: selectorOf(
      'no label selects every namespace, found none, write one or leave pushNamespaces out',
      'Labels that a namespace has to have, all of them.',
    )
      .meta({
        description:
          'Namespaces whose pods may push to the Pushgateway and send to statsd_exporter: the NetworkPolicies let in no others. Default: all.',
      })
      .optional(),
    jobs: z
      .array(z.string().min(1))
      .meta({
        description:
          'Further job names that series bring with them, pushed or federated, so that `match` may name them.',
      })
      .optional(),
    federateFrom: z
      .array(federateFrom)
      .meta({
        description:
          "Other Prometheus servers of the cluster. A cluster's come after the defaults'.",
      })
      .optional(),
    ...prometheusServer,
    existing: existing.optional(),
  })
  .superRefine(({ scrapeInterval, scrapeTimeout }, context) =>
    timeoutWithin(scrapeInterval, scrapeTimeout, 'scrapeTimeout', context),
  )
  .meta({ id: 'monitor', description: 'The Prometheus stack inside the cluster.' });
