import { z } from 'zod';
import { checkRoutePrefix } from '../../language/service-port';
import { text } from './formats';
import { requestProof } from './http-client';
import { outsideClient, outsideClientAdvice } from './outside-client';
import { relabelConfigs } from './relabel';
import { duration } from './scalars';
import { serviceDiscovery } from './service-discovery';
import { refusing } from './walk';

type Discovery = keyof typeof serviceDiscovery;
const DISCOVERIES = Object.keys(serviceDiscovery) as Discovery[];

const alertmanagerOfOthers = z
  .strictObject({
    scheme: z.enum(['http', 'https']).meta({ description: 'Default: http.' }).optional(),
    path_prefix: text(
      checkRoutePrefix,
      'Route prefix of the Alertmanager, such as /alertmanager. Default: none.',
    ).optional(),
    timeout: duration('Longest a request may take. Default: 10s.').optional(),
    api_version: z
      .enum(['v2'])
      .meta({ description: "Version of Alertmanager's API. Default: v2." })
      .optional(),
    ...serviceDiscovery,
    ...outsideClient,
    relabel_configs: relabelConfigs('Rules for the Alertmanagers that are found.').optional(),
    alert_relabel_configs: relabelConfigs('Rules for alerts that go to these alone.').optional(),
  })
  .superRefine((entry, context) => {
    requestProof(entry, context);
    if (DISCOVERIES.some((key) => (entry[key] ?? []).length > 0)) return;
    const message =
      'nothing says where these Alertmanagers are, found no targets, write `static_configs`, say';
    context.addIssue({ code: 'custom', message });
  })
  .meta({ id: 'alertmanagerConfig', description: "Alertmanagers in Prometheus's own form." });

/**
 * The part of `alerting` that promfleet takes.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config
 */
export const alerting = z
  .strictObject({
    alert_relabel_configs: relabelConfigs(
      'Rules for alerts before they are sent anywhere.',
    ).optional(),
    alertmanagers: z
      .array(refusing(alertmanagerOfOthers, outsideClientAdvice))
      .meta({ description: 'Who is sent all alerts.' })
      .optional(),
  })
  .meta({
    id: 'alerting',
    description: "Alertmanagers that alerts are sent to as well, in Prometheus's own form.",
  });
