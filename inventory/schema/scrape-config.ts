import { z } from 'zod';
import { isSecretKey } from '../../diagnostics';
import { matching } from '../../language/check';
import { text } from './formats';
import { httpClient, httpClientAdvice, scrapeProof } from './http-client';
import { relabelConfigs } from './relabel';
import { count, duration, flag, size } from './scalars';
import { serviceDiscovery } from './service-discovery';
import { timeoutWithin } from './timeout';
import { refusing } from './walk';

const limit = (what: string) =>
  count(0, `${what}; one more fails the scrape, 0 is any number.`).optional();

const scrapeConfig = z
  .strictObject({
    job_name: z.string().min(1).meta({ description: 'Name of the job, unique in its Prometheus.' }),
    scrape_interval: duration('Time between two scrapes.').optional(),
    scrape_timeout: duration('Longest a scrape may take, at most the interval.').optional(),
    metrics_path: text(
      matching(/^\/[^\s?#]*$/, 'a path', '/metrics, say'),
      'Path of the metrics. Default: /metrics.',
    ).optional(),
    scheme: z.enum(['http', 'https']).meta({ description: 'Default: http.' }).optional(),
    params: z
      .record(z.string().min(1), z.array(z.string()))
      .superRefine((params, context) => {
        for (const name of Object.keys(params).filter(isSecretKey)) {
          const message =
            'a secret does not belong in the fleet file, found a parameter that is one, write `authorization.credentials_file`';
          context.addIssue({ code: 'custom', path: [name], message });
        }
      })
      .meta({ description: 'Parameters of the request, each a list.' })
      .optional(),
    honor_labels: flag("Keep the series' own job and instance. Default: false.").optional(),
    honor_timestamps: flag("Keep the samples' own timestamps. Default: true.").optional(),
    track_timestamps_staleness: flag(
      'End series that vanish although they carry timestamps. Default: false.',
    ).optional(),
    follow_redirects: flag(
      'Follow redirects, wherever they lead. Default: false at the hub, true in members.',
    ).optional(),
    enable_compression: flag('Ask for a compressed response. Default: true.').optional(),
    fallback_scrape_protocol: z
      .enum([
        'PrometheusProto',
        'OpenMetricsText0.0.1',
        'OpenMetricsText1.0.0',
        'PrometheusText0.0.4',
        'PrometheusText1.0.0',
      ])
      .meta({ description: 'Format of targets that do not say theirs.' })
      .optional(),
    sample_limit: limit('Samples of a scrape'),
    target_limit: limit('Targets of the job'),
    label_limit: limit('Labels of a series'),
    label_name_length_limit: limit('Bytes of a label name'),
    label_value_length_limit: limit('Bytes of a label value'),
    body_size_limit: size(
      'Uncompressed bytes of a response; one more fails the scrape.',
    ).optional(),
    ...serviceDiscovery,
    ...httpClient,
    relabel_configs: relabelConfigs('Rules for targets.').optional(),
    metric_relabel_configs: relabelConfigs('Rules for the samples that come in.').optional(),
  })
  .superRefine((config, context) => {
    timeoutWithin(config.scrape_interval, config.scrape_timeout, 'scrape_timeout', context);
    scrapeProof(config, context);
  })
  .meta({ id: 'scrapeConfig', description: "A scrape job in Prometheus's own form." });

/**
 * The part of `<scrape_config>` that promfleet takes; what is not here can be said with what is,
 * needs secrets in line, or needs software that is not deployed.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export const scrapeConfigs = z
  .array(refusing(scrapeConfig, httpClientAdvice))
  .superRefine((configs, context) => {
    const first = new Map<string, number>();
    for (const [index, { job_name: name }] of configs.entries()) {
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, index);
      else {
        const message = `the job name ${JSON.stringify(name)} is taken by entry ${earlier}, write another`;
        context.addIssue({ code: 'custom', path: [index, 'job_name'], message });
      }
    }
  })
  .meta({
    description:
      "Further scrape jobs in Prometheus's own form. A cluster's come after the defaults'.",
  });
