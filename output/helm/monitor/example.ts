import { memberManifests } from '../../../charts/member-manifests';
import { reader } from '../../../model/access';
import { CLUSTER_DEFAULTS } from '../../../model/defaults';
import { monitors } from '../../../model/monitor';
import type { ClusterSettings, HubSettings } from '../../../model/settings';
import type { Member, Monitor } from '../../../model/types';
import { MEMBER_GROUPS } from '../../../prometheus/rules/member';
import { Renderer } from '../../renderer';
import { markedAlerts } from '../alerts';
import { byTemplate, resolved, TEST } from '../files';
import { placed } from '../placement';
import { sending } from '../sending';
import type { MarkedSettings } from '../settings';
import { source } from '../sources';
import { Draft } from '../template/draft';
import { KeptYaml } from '../template/kept-yaml';
import { Marks } from '../template/marks';
import type { Examples } from '../template/templates';
import { testPod } from '../test-pod';
import { withFlags, withImage } from '../workload';
import { ALERT_GROUPS, ALERTS, type MonitorFlag, monitorSettings } from './flags';
import {
  API_SERVER_CIDRS,
  DETAIL,
  EXTERNAL_LABELS,
  JOBS_OF_USER,
  SECRETS,
  SOURCES,
  SPREAD,
} from './scopes';
import { markedControlPlane, markedExporters, markedRelabelings } from './scraping';

type MonitorDraft = Draft<MonitorFlag>;

/** What the chart of a monitor is made from: what a member's constructs make of marked settings. */
export function monitorExamples(): Examples {
  const marks = new Marks();
  const yaml = new KeptYaml();
  const renderer = new Renderer();
  const settings = monitorSettings();
  return {
    marks,
    flags: settings.flags,
    variables: {
      cluster: resolved('cluster'),
      monitor: '{{- $monitor := $cluster.monitor }}',
      images: '{{- $images := $cluster.images }}',
    },
    render: (on) => {
      const draft = new Draft<MonitorFlag>(marks, on);
      const example = member(draft, settings.monitor);
      const objects = byTemplate(memberManifests(example, yaml), renderer);
      // Who lets nothing but the API server in has no pod that could ask.
      const server = example.monitor?.server;
      const shut = server?.networkPolicies && draft.on('apiServerCidrs');
      if (server && !shut) objects.set(TEST, [testPod(server)]);
      return objects;
    },
  };
}

function member(draft: MonitorDraft, marked: MarkedSettings): Member {
  const settings = clusterSettings(draft, marked);
  const proxy = {
    namespace: draft.plain('$cluster.proxy.namespace'),
    service: '',
    resourceName: draft.plain('$cluster.proxy.resourceName'),
    path: '',
    readPath: '',
  };
  const place = () => [];
  return {
    name: settings.name,
    server: '',
    place,
    monitor: draft.on('existing') ? undefined : monitor(settings, draft),
    patches: [],
    alerts: markedAlerts(
      MEMBER_GROUPS.flatMap(({ alerts = [] }) => alerts),
      ALERT_GROUPS,
      ALERTS,
      draft,
    ),
    reader: reader(settings, proxy, ''),
  } as Partial<Member> as Member;
}

function monitor(settings: ClusterSettings, draft: MonitorDraft): Monitor {
  const derived = monitors({ clusterLabel: '' } as HubSettings, undefined)(settings);
  const { server, limits, nodePorts } = derived;
  const controlPlane = markedControlPlane(draft);
  const labelNames = (key: string) => [draft.plain(`$monitor.${key}Regex`)];
  return {
    ...derived,
    server: {
      ...withFlags(server, draft, '$monitor', SECRETS),
      typed: draft.on('typed'),
      front: server.front && withImage(server.front, 'kubeRbacProxy', draft),
    },
    exporters: markedExporters(derived, draft),
    controlPlane,
    metricRelabelings: markedRelabelings(draft),
    nodePorts: [...nodePorts, ...controlPlane.jobs.map(({ port }) => port)],
    externalLabels: draft.entries(EXTERNAL_LABELS, '$name', '$value'),
    limits: { ...limits, labels: draft.number('$monitor.labelLimit') },
    nodeLabels: draft.on('nodeLabels') ? labelNames('nodeLabels') : [],
    objectLabels: draft.on('objectLabels') ? labelNames('objectLabels') : [],
    apiServerCidrs: draft.if(
      'apiServerCidrs',
      draft.each(API_SERVER_CIDRS, (one) => one.plain('$cidr')),
    ),
    federateFrom: draft.on('federateFrom') ? draft.each(SOURCES, source(draft)) : [],
    scrapeConfigs: draft.on('scrapeConfigs')
      ? draft.each(JOBS_OF_USER, (one) => ({
          job_name: one.text('$config.job_name'),
          ...one.whole('omit $config "job_name"'),
        }))
      : [],
    detail: draft.on('detail')
      ? draft.each(DETAIL, (one) => ({
          selector: one.text('$detail'),
          metric: one.plain('regexFind "^[a-zA-Z_:][a-zA-Z0-9_:]*" $detail'),
        }))
      : [],
    rules: draft.on('rules') ? [draft.whole('$monitor.rules')] : [],
    ...sending(draft, '$monitor'),
  };
}

/** Settings that the model merges, as far as it takes over what is marked in them. */
function clusterSettings(draft: MonitorDraft, marked: MarkedSettings): ClusterSettings {
  const monitor = marked.of(draft.flags, draft);
  const { nodeExporter } = monitor.exporters;
  return {
    name: draft.plain('$cluster.name'),
    server: '',
    labels: {},
    auth: {
      type: draft.on('token') ? 'serviceAccountToken' : 'clientCertificate',
      serviceAccount: draft.plain('$cluster.auth.serviceAccount'),
      user: draft.text('$cluster.auth.user'),
      expiration: draft.if('expiration', draft.plain('$cluster.auth.expiration')),
    },
    federation: {
      drillDown: draft.on('drillDown'),
      detail: [],
      labelNameLengthLimit: draft.number('$cluster.federation.labelNameLengthLimit'),
      labelValueLengthLimit: draft.number('$cluster.federation.labelValueLengthLimit'),
    },
    tls: {},
    monitor: {
      ...monitor,
      ...placed(draft, '$monitor', SPREAD),
      resources: {
        requests: draft.if('requests', draft.whole('$monitor.resources.requests')),
        limits: draft.if('limits', draft.whole('$monitor.resources.limits')),
      },
      pushNamespaces: draft.if('pushNamespaces', {
        matchLabels: draft.whole('$monitor.pushNamespaces.matchLabels'),
      }),
      controlPlane: CLUSTER_DEFAULTS.monitor.controlPlane,
      metricRelabelings: {},
      exporters: {
        nodeExporter: { ...nodeExporter, args: nodeExporter.args ?? [] },
        kubeStateMetrics: CLUSTER_DEFAULTS.monitor.exporters.kubeStateMetrics,
      },
      existing: draft.if('existing', { service: '', namespace: '', port: 1 }),
    },
  } as unknown as ClusterSettings;
}
