import { z } from 'zod';
import { COMMAND_FLAG, checkArgument, flagName } from '../../language/command-flag';
import { checkRegex } from '../../language/regex';
import { parsedText, text } from './formats';
import { once } from './once';
import { resources } from './resources';
import { flag, labelKey, port } from './scalars';

/** Flags that promfleet sets, and those that would move or shut what it asks. */
export const OWN_FLAGS = {
  nodeExporter: [
    'web.listen-address',
    'web.telemetry-path',
    'web.config.file',
    'web.systemd-socket',
    'path.sysfs',
    'path.rootfs',
    'path.udev.data',
    'collector.filesystem.mount-points-exclude',
    'collector.filesystem.mount-points-include',
    'collector.netdev.device-exclude',
    'collector.netdev.device-include',
    'collector.netclass.ignored-devices',
  ],
  kubeStateMetrics: [
    'host',
    'port',
    'telemetry-host',
    'telemetry-port',
    'tls-config',
    'auth-filter',
    'config',
    'resources',
    'metric-allowlist',
    'metric-denylist',
    'metric-labels-allowlist',
    // What is allowed of annotations can be of any length, and with it whoever has one stops the scrape.
    'metric-annotations-allowlist',
  ],
} as const;

const args = (of: keyof typeof OWN_FLAGS, example: string) =>
  z
    .array(
      text(
        (value) => checkArgument(value, OWN_FLAGS[of]),
        `Flag, such as ${example}.`,
        COMMAND_FLAG,
      ),
    )
    .superRefine(
      once((name) => `a flag is written once, found --${name} again, leave one out`, flagName),
    )
    .meta({ description: 'Further flags; one that promfleet sets is refused.' });

/** kube-state-metrics cuts its lists at commas. */
function checkPattern(value: string): string | undefined {
  if (value.includes(',')) {
    return `kube-state-metrics cuts its lists at commas, found ${JSON.stringify(value)}, write one expression for each`;
  }
  return checkRegex(value);
}

const metrics = (description: string) =>
  z
    .array(parsedText(checkPattern, 'Regular expression that some part of a name matches.'))
    .meta({ description });

/** Settings of exporters; each is deployed by its switch, and its image is named under `images`. */
export const exporterSettings = z
  .strictObject({
    nodeExporter: z
      .strictObject({
        port: port('Port of every node that it listens on.').optional(),
        hostNetwork: flag(
          'Run it on the network of its node. Without, it says nothing of that network.',
        ).optional(),
        args: args('nodeExporter', '--collector.systemd').optional(),
        resources: resources("node-exporter's", '50m CPU and 32Mi').optional(),
      })
      .meta({ description: 'Settings of node-exporter.' })
      .optional(),
    kubeStateMetrics: z
      .strictObject({
        metricAllowlist: metrics('The only metrics that it exposes, if any are listed.').optional(),
        metricDenylist: metrics(
          'Metrics that it does not expose; not with `metricAllowlist`.',
        ).optional(),
        metricLabelsAllowlist: z
          .record(z.string().min(1), z.array(labelKey('Key of a label, such as team.')).min(1))
          .meta({
            description:
              'Keys of labels that kube_*_labels get, by the resource: pods, namespaces, ….',
          })
          .optional(),
        args: args('kubeStateMetrics', '--namespaces-denylist=scratch').optional(),
        resources: resources("kube-state-metrics's", '10m CPU and 64Mi').optional(),
      })
      .meta({ description: 'Settings of kube-state-metrics.' })
      .optional(),
    pushgateway: z
      .strictObject({
        resources: resources("the Pushgateway's", '10m CPU and 32Mi').optional(),
      })
      .meta({ description: 'Settings of the Pushgateway.' })
      .optional(),
    statsdExporter: z
      .strictObject({
        resources: resources("statsd_exporter's", '10m CPU and 32Mi').optional(),
      })
      .meta({ description: 'Settings of statsd_exporter.' })
      .optional(),
  })
  .meta({ description: 'Settings of exporters.' });

export type ExporterSettings = z.infer<typeof exporterSettings>;
