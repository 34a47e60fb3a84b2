import { z } from 'zod';
import type { Check } from '../../../language/check';
import {
  checkGoDuration,
  checkPositiveDuration,
  DURATION,
  durationMs,
} from '../../../language/duration';
import { checkRoutePrefix } from '../../../language/service-port';
import { checkTarget } from '../../../language/target';
import { text } from '../formats';
import { httpClient, httpClientAdvice, scrapeProof } from '../http-client';
import { secretsOf } from '../monitor';
import { resources } from '../resources';
import { count, flag, objectName, secretKey, volumeSize } from '../scalars';
import { refusing } from '../walk';
import { alertmanagerConfig } from './config';

/** Every replica tells every other what it has sent; so many are a slip. */
const MOST_REPLICAS = 10;

/** A service that is called more often would take it for an attack, and Alertmanager's clock is coarse. */
const SHORTEST = '10s';

const checkInterval: Check = (value) =>
  checkPositiveDuration(value) ??
  (durationMs(value) < durationMs(SHORTEST)
    ? `called too often, found ${JSON.stringify(value)}, write ${SHORTEST} or more`
    : undefined);

const heartbeat = z
  .strictObject({
    secret: objectName("Secret in the hub's namespace with the URL that is called."),
    key: secretKey('Key of the Secret.').optional(),
    interval: text(checkInterval, 'Time between two calls.', DURATION).optional(),
  })
  .meta({
    description:
      'An external service that raises the alarm when it is no longer called. Default: none.',
  });

const existing = refusing(
  z
    .strictObject({
      targets: z
        .array(text(checkTarget, 'host:port of an Alertmanager.'))
        .min(1)
        .meta({ description: 'Addresses of its replicas, host:port.' }),
      scheme: z.enum(['http', 'https']).meta({ description: 'Default: http.' }).optional(),
      path_prefix: text(
        checkRoutePrefix,
        'Route prefix of the Alertmanager, such as /alertmanager. Default: none.',
      ).optional(),
      ...httpClient,
    })
    .superRefine(scrapeProof)
    .meta({ id: 'existingAlertmanager', description: 'An Alertmanager that is there already.' }),
  httpClientAdvice,
);

/** The hub's Alertmanager. */
export const alertmanager = z
  .strictObject({
    enabled: flag('Deploy Alertmanager.').optional(),
    replicas: count(1, 'Alertmanager pods.', MOST_REPLICAS).optional(),
    retention: text(checkGoDuration, 'How long silences and what was sent are kept.').optional(),
    storage: volumeSize('Size of the volume of each pod. Default: none (emptyDir).').optional(),
    storageClass: objectName('StorageClass of the volumes. Default: hub.storageClass.').optional(),
    resources: resources("Alertmanager's", '10m CPU and 64Mi').optional(),
    secrets: secretsOf(
      "Secrets in the hub's namespace that are mounted below /etc/alertmanager/secrets/<name>/, for receivers. Default: none.",
    ).optional(),
    config: alertmanagerConfig.optional(),
    heartbeat: heartbeat.optional(),
    existing: z
      .array(existing)
      .min(1)
      .meta({
        description: 'Alertmanagers that are there already: alerts go to them, none is deployed.',
      })
      .optional(),
  })
  .meta({ description: "The hub's Alertmanager." });
