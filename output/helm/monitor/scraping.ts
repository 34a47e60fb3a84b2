import { EXPORTER_KEYS } from '../../../model/components';
import type {
  ControlPlane,
  ControlPlaneJob,
  Exporters,
  MetricRelabelings,
  Monitor,
} from '../../../model/types';
import { FIXED_JOBS } from '../../../prometheus/jobs';
import type { Draft, Marker } from '../template/draft';
import type { Flags } from '../template/flags';
import { withImage } from '../workload';
import { CONTROL_PLANE, KUBE_STATE_METRICS_ARGS } from './scopes';

/** What decides how a component of the control plane is scraped. */
const COMPONENT_FLAGS = {
  controlPlane: { expression: '$monitor.controlPlane.jobs', someOf: CONTROL_PLANE },
  schedulerJob: { expression: '$monitor.controlPlane.scheduler' },
  coreDnsJob: { expression: '$monitor.controlPlane.coreDns' },
  componentHttps: { expression: 'eq $component.scheme "https"', scope: CONTROL_PLANE },
  componentToken: { expression: '$component.token', scope: CONTROL_PLANE },
  componentSecret: { expression: '$component.secret', scope: CONTROL_PLANE },
  componentName: { expression: '$component.serverName', scope: CONTROL_PLANE },
  componentUnverified: { expression: '$component.insecureSkipVerify', scope: CONTROL_PLANE },
  componentRelabelings: { expression: '$component.metricRelabelings', scope: CONTROL_PLANE },
  kubeStateMetricsArgs: {
    expression: '$monitor.exporters.kubeStateMetrics.args',
    someOf: KUBE_STATE_METRICS_ARGS,
  },
} satisfies Flags;

const rulesOf = (job: string) => `get $monitor.metricRelabelings "${job}"`;
const resourcesOf = (exporter: string, key: string) =>
  `$monitor.exporters.${exporter}.resources.${key}`;

/** What decides what is scraped, and how. */
export const SCRAPING = COMPONENT_FLAGS;

/** Whether there are rules for each job, and resources of each exporter. */
export const scrapingFlags = (): Flags =>
  Object.fromEntries([
    ...FIXED_JOBS.map((job) => [rulesOf(job), { expression: rulesOf(job) }]),
    ...EXPORTER_KEYS.flatMap((exporter) =>
      ['requests', 'limits'].map((key) => [
        resourcesOf(exporter, key),
        { expression: `hasKey $monitor.exporters.${exporter}.resources "${key}"` },
      ]),
    ),
  ]);

type ScrapingDraft = Draft<keyof typeof SCRAPING>;

/** The components of the control plane that are asked for. */
export function markedControlPlane(draft: ScrapingDraft): ControlPlane {
  return {
    jobs: draft.on('controlPlane') ? draft.each(CONTROL_PLANE, component(draft)) : [],
    scheduler: draft.on('schedulerJob'),
    coreDns: draft.on('coreDnsJob'),
  };
}

const component =
  (draft: ScrapingDraft) =>
  (one: Marker): ControlPlaneJob => ({
    name: one.plain('$component.name'),
    namespace: one.plain('$component.namespace'),
    selector: one.plain('$component.selector'),
    metaLabels: [one.whole('$component.metaLabels')],
    pod: one.text('$component.pod'),
    port: one.number('$component.port'),
    scheme: draft.on('componentHttps') ? 'https' : 'http',
    token: draft.on('componentToken'),
    insecureSkipVerify: draft.on('componentUnverified'),
    serverName: draft.on('componentName') ? one.plain('$component.serverName') : undefined,
    secret: draft.on('componentSecret') ? one.plain('$component.secret') : undefined,
  });

/** The user's rules for built-in jobs. */
export function markedRelabelings(draft: ScrapingDraft): MetricRelabelings {
  const fixed = FIXED_JOBS.filter((job) => draft.flags.has(rulesOf(job)));
  const components =
    draft.on('controlPlane') && draft.on('componentRelabelings')
      ? draft.each(CONTROL_PLANE, (one) => [
          one.plain('$component.name'),
          [one.whole('$component.metricRelabelings')],
        ])
      : [];
  return Object.fromEntries([
    ...fixed.map((job) => [job, [draft.whole(rulesOf(job))]]),
    ...components,
  ]);
}

/** The exporters that are switched on, as far as the model does not take over what is marked. */
export function markedExporters({ exporters }: Monitor, draft: ScrapingDraft): Exporters {
  return Object.fromEntries(
    EXPORTER_KEYS.flatMap((key) => {
      const workload = exporters[key];
      if (!workload) return [];
      const amounts = (name: 'requests' | 'limits') =>
        draft.flags.has(resourcesOf(key, name))
          ? { [name]: draft.whole(resourcesOf(key, name)) }
          : {};
      const args =
        key === 'kubeStateMetrics'
          ? draft.on('kubeStateMetricsArgs')
            ? draft.each(KUBE_STATE_METRICS_ARGS, (one) => one.text('$arg'))
            : []
          : workload.args;
      const resources = { ...amounts('requests'), ...amounts('limits') };
      return [[key, { ...withImage(workload, key, draft), resources, args }]];
    }),
  ) as Exporters;
}
