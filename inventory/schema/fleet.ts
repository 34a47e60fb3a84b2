import { z } from 'zod';
import { IMAGE_NAMES, isDigest, isRepository, isTag } from '../../language/image-reference';
import { isStatestore } from './statestore';
import { cluster, defaults } from './cluster';
import { federateFrom } from './federation';
import { text } from './formats';
import { imageRegistry, prometheusServer } from './monitor';
import { dnsLabel, duration, flag, labelName, objectName, quantity } from './scalars';

const grafana = z
  .strictObject({
    enabled: flag('Deploy Grafana. Default: true.').optional(),
    adminSecret: objectName(
      "Secret in the hub's namespace with admin-user and admin-password. Default: grafana-admin.",
    ).optional(),
    storage: quantity("Size of Grafana's volume. Default: none (emptyDir).").optional(),
  })
  .meta({ description: "The hub's Grafana." });

const hub = z
  .strictObject({
    cluster: dnsLabel("The hub's own name in labels."),
    namespace: dnsLabel('Namespace of the hub. Default: monitoring.').optional(),
    statestore: text(
      isStatestore,
      "Directory of the members' TLS files in the Prometheus pod. Default: /opt/pipeline/statestore.",
    ).optional(),
    clusterLabel: labelName('Label that tells members apart. Default: cluster.').optional(),
    retention: duration('How long samples are kept. Default: 15d.').optional(),
    scrapeInterval: duration(
      "Time between two scrapes of the hub's own targets. Default: 30s.",
    ).optional(),
    imageRegistry: imageRegistry('upstream registries').optional(),
    federateFrom: z
      .array(federateFrom)
      .meta({
        description: 'Other Prometheus servers the hub federates over plain static targets.',
      })
      .optional(),
    grafana: grafana.optional(),
    ...prometheusServer,
  })
  .meta({ description: 'The central Prometheus and Grafana.' });

const image = z
  .strictObject({
    repository: text(
      isRepository,
      'Repository with its registry, such as quay.io/prometheus/prometheus.',
    ).optional(),
    tag: text(isTag, 'Tag, such as v3.14.0.').optional(),
    digest: text(isDigest, 'Digest to pin, such as sha256:… (64 hex digits).').optional(),
  })
  .meta({ id: 'image', description: 'Where an image comes from; what is absent is upstream.' });

/** The whole fleet file. */
export const fleetFile = z
  .strictObject({
    hub,
    images: z
      .strictObject(
        Object.fromEntries(IMAGE_NAMES.map((name) => [name, image.optional()])) as {
          [Name in (typeof IMAGE_NAMES)[number]]: z.ZodOptional<typeof image>;
        },
      )
      .meta({ description: 'Images that differ from the versions promfleet ships.' })
      .optional(),
    defaults: defaults.optional(),
    clusters: z.array(cluster).min(1).meta({ description: 'The members.' }),
  })
  .meta({ title: 'promfleet fleet file' });

/** The fleet file as written: valid, nothing merged or derived. */
export type FleetFile = z.infer<typeof fleetFile>;
export type ClusterEntry = FleetFile['clusters'][number];
export type MonitorEntry = NonNullable<ClusterEntry['monitor']>;
export type FederateFromEntry = z.infer<typeof federateFrom>;
