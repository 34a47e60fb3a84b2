import { z } from 'zod';
import type { Path } from '../../diagnostics';
import type { Check } from '../../language/check';
import {
  checkDigest,
  checkPrometheusTag,
  checkRepository,
  checkTag,
} from '../../language/image-reference';
import { alertmanager } from './alertmanager/section';
import { hubAlerts } from './alerts';
import { cluster, defaults, groups } from './cluster';
import { dashboards } from './dashboards';
import { grafanaDoors, hubDoors } from './doors';
import { IMAGE_NAMES } from './exporters';
import { federateFrom } from './federation';
import { text } from './formats';
import { include } from './include';
import { imageRegistry, prometheusServer } from './monitor';
import { patches } from './patches';
import {
  dnsLabel,
  duration,
  flag,
  kubeContext,
  labelName,
  objectName,
  releaseName,
  volumeSize,
} from './scalars';
import { checkStatestore, STATESTORE } from './statestore';

const grafana = z
  .strictObject({
    enabled: flag('Deploy Grafana.').optional(),
    adminSecret: objectName(
      "Secret in the hub's namespace with admin-user and admin-password.",
    ).optional(),
    storage: volumeSize("Size of Grafana's volume. Default: none (emptyDir).").optional(),
    storageClass: objectName(
      "StorageClass of Grafana's volume. Default: hub.storageClass.",
    ).optional(),
    dashboards: dashboards.optional(),
    ...grafanaDoors,
  })
  .meta({ description: "The hub's Grafana." });

const hub = z
  .strictObject({
    cluster: dnsLabel("The hub's own name in labels."),
    namespace: dnsLabel('Namespace of the hub.').optional(),
    release: releaseName.optional(),
    statestore: text(
      checkStatestore,
      "Directory of the members' TLS files in the Prometheus pod.",
      STATESTORE,
    ).optional(),
    statestoreLayout: z
      .enum(['perCluster', 'shared'])
      .meta({
        description:
          'Whether each member has a Secret of its own, or all share a fixed set of Secrets, so that one that joins or leaves restarts no pod of the hub.',
      })
      .optional(),
    kubeContext: kubeContext('hub.cluster').optional(),
    clusterLabel: labelName('Label that tells members apart.').optional(),
    retention: duration('How long samples are kept.').optional(),
    scrapeInterval: duration("Time between two scrapes of the hub's own targets.").optional(),
    evaluationInterval: duration(
      'Time between two evaluations of the rules. Default: scrapeInterval.',
    ).optional(),
    imageRegistry: imageRegistry('upstream registries').optional(),
    federateFrom: z
      .array(federateFrom)
      .meta({
        description: 'Other Prometheus servers the hub federates over plain static targets.',
      })
      .optional(),
    alertmanager: alertmanager.optional(),
    grafana: grafana.optional(),
    alerts: hubAlerts.optional(),
    ...hubDoors,
    patches: patches('of the hub').optional(),
    ...prometheusServer,
  })
  .meta({ description: 'The central Prometheus, Alertmanager and Grafana.' });

const image = (id: string, tagCheck: Check) =>
  z
    .strictObject({
      repository: text(
        checkRepository,
        'Repository with its registry, such as quay.io/prometheus/prometheus.',
      ).optional(),
      tag: text(tagCheck, 'Tag, such as v3.14.0.').optional(),
      digest: text(checkDigest, 'Digest to pin, such as sha256:… (64 hex digits).').optional(),
    })
    .meta({ id, description: 'Where an image comes from; what is absent is upstream.' });

const anyImage = image('image', checkTag);
const prometheusImage = image('prometheusImage', checkPrometheusTag);

/** The whole fleet file. */
export const fleetFile = z
  .strictObject({
    hub,
    images: z
      .strictObject({
        ...(Object.fromEntries(
          IMAGE_NAMES.map((name) => [
            name,
            (name === 'prometheus' ? prometheusImage : anyImage).optional(),
          ]),
        ) as { [Name in (typeof IMAGE_NAMES)[number]]: z.ZodOptional<typeof anyImage> }),
        requireDigest: flag('Refuse to deploy an image without a digest.').optional(),
      })
      .meta({ description: 'Images that differ from the versions promfleet ships.' })
      .optional(),
    include: include.optional(),
    patches: patches('of the hub and of every cluster').optional(),
    defaults: defaults.optional(),
    groups: groups.optional(),
    clusters: z.array(cluster).min(1).meta({ description: 'The members.' }),
  })
  .meta({ title: 'promfleet fleet file' });

/** The fleet file as written: valid, nothing merged or derived. */
export type FleetFile = z.infer<typeof fleetFile> & {
  /** Keys of groups and clusters that are written as null, to undo what stands below them. */
  readonly undone?: readonly Path[];
};
export type ClusterEntry = FleetFile['clusters'][number];
export type MonitorEntry = NonNullable<ClusterEntry['monitor']>;
export type AlertmanagerEntry = NonNullable<FleetFile['hub']['alertmanager']>;
export type RemoteWriteEntry = NonNullable<FleetFile['hub']['remoteWrite']>[number];
export type AlertingEntry = NonNullable<FleetFile['hub']['alerting']>;
export type GrafanaEntry = NonNullable<FleetFile['hub']['grafana']>;
export type FederateFromEntry = z.infer<typeof federateFrom>;
