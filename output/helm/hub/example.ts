import { hubManifests } from '../../../charts/hub-manifests';
import type { HubAlertName } from '../../../inventory/alerts/hub';
import { HUB_PROMETHEUS } from '../../../model/components/prometheus';
import { drillDownBeside } from '../../../model/drill-down';
import { hub } from '../../../model/hub';
import type { HubSettings } from '../../../model/settings';
import type { Hub, RuleGroups } from '../../../model/types';
import { hubAlerts } from '../../../prometheus/rules/hub';
import { HUB_THRESHOLDS } from '../../../prometheus/rules/hub-alert';
import { Renderer } from '../../renderer';
import { markedAlerts } from '../alerts';
import { byTemplate, resolved, TEST } from '../files';
import { placed } from '../placement';
import { sending } from '../sending';
import type { MarkedSettings } from '../settings';
import { source } from '../sources';
import { Draft, type Marker } from '../template/draft';
import { KeptYaml } from '../template/kept-yaml';
import { Marks } from '../template/marks';
import type { Examples } from '../template/templates';
import { testPod } from '../test-pod';
import { withFlags, withImage } from '../workload';
import { alertmanagerOf, clientsOf } from './alertmanager';
import { shown } from './dashboards';
import { grafanaDoorsOf, loginOf } from './doors';
import { ALERT_GROUPS, ALERTS, type HubFlag, hubSettings } from './flags';
import { layout, members, remoteReads } from './members';
import {
  EGRESS_PORTS,
  EXTERNAL_LABELS,
  FEDERATION,
  INVENTORY,
  JOBS_OF_USER,
  SECRETS,
  SOURCES,
  SPREAD,
  TARGETS,
} from './scopes';

type HubDraft = Draft<HubFlag>;

/** What the chart of the hub is made from: what the hub's constructs make of marked settings. */
export function hubExamples(): Examples {
  const marks = new Marks();
  const yaml = new KeptYaml();
  const renderer = new Renderer();
  const marked = hubSettings();
  return {
    marks,
    flags: marked.flags,
    variables: {
      fleet: resolved('fleet'),
      hub: '{{- $hub := $fleet.hub }}',
      images: '{{- $images := $fleet.images }}',
    },
    render: (on) => {
      const draft = new Draft<HubFlag>(marks, on);
      const example = withAlerts(hubOf(draft, marked), draft);
      const fleet = { hub: example, members: members(draft, marked.member) };
      // No chart knows what others render.
      const files = hubManifests(fleet, new Map(), yaml);
      return byTemplate(files, renderer).set(TEST, [testPod(example.server)]);
    },
  };
}

function hubOf(draft: HubDraft, marked: ReturnType<typeof hubSettings>): Hub {
  const given = settings(draft, marked.hub);
  const derived = hub({ value: given, place: () => [] }, undefined, []);
  const { grafana } = derived;
  const alertmanager = derived.alertmanager && alertmanagerOf(derived.alertmanager, draft);
  const highlyAvailable = draft.on('highlyAvailable');
  const server = {
    ...withFlags(derived.server, draft, '$hub', SECRETS),
    restricted: draft.on('restricted'),
    replicas: draft.number('$hub.replicas'),
    ...(highlyAvailable && { replicaLabel: HUB_PROMETHEUS.replicaLabel }),
  };
  return {
    ...derived,
    server,
    login: loginOf(given, server, draft),
    drillDown: draft.if('drillDown', drillDownBeside(server, remoteReads(draft, marked.drilled))),
    federationConfigMaps: draft.each(FEDERATION, (one) => one.plain('$configMap.name')),
    inventoryConfigMaps: draft.each(INVENTORY, (one) => one.plain('$configMap.name')),
    externalLabels: draft.on('externalLabels')
      ? draft.entries(EXTERNAL_LABELS, '$name', '$value')
      : {},
    targets: draft.each(TARGETS, (one) => ({
      address: one.plain('$target.address'),
      ...(highlyAvailable && { instance: one.plain('$target.instance') }),
    })),
    alertmanager,
    alertmanagers: clientsOf(alertmanager, draft),
    ...(grafana && {
      grafana: {
        ...withImage(grafana, 'grafana', draft),
        ...grafanaDoorsOf(draft),
        sampleInterval: draft.plain('$fleet.sampleInterval'),
        dashboards: shown(draft),
      },
    }),
    egressPorts: draft.if(
      'egressPorts',
      draft.each(EGRESS_PORTS, (one) => one.number('$port')),
    ),
    ...(server.storage && {
      volume: {
        size: server.storage,
        bytes: draft.number('$hub.volume.bytes'),
        fullAbove: draft.plain('$hub.volume.fullAbove') as unknown as number,
      },
    }),
    federateFrom: draft.on('federateFrom') ? draft.each(SOURCES, source(draft)) : [],
    scrapeConfigs: draft.on('scrapeConfigs') ? draft.each(JOBS_OF_USER, job(draft)) : [],
    rules: draft.on('rules') ? rules(draft) : [],
    ...sending(draft, '$hub'),
  };
}

/** With marked settings of the alerts that it has. */
function withAlerts(example: Hub, draft: HubDraft): Hub {
  const thresholds: Partial<Record<HubAlertName, number>> = HUB_THRESHOLDS;
  const alerts = hubAlerts({ ...example, alerts: {} }).map((alert) => ({
    ...alert,
    threshold: thresholds[alert.name],
  }));
  return { ...example, alerts: markedAlerts(alerts, ALERT_GROUPS, ALERTS, draft) };
}

/** A job of the user's: what the hub adds to it stands beside what it says itself. */
const job =
  (draft: HubDraft) =>
  (one: Marker): Hub['scrapeConfigs'][number] => ({
    job_name: one.text('$config.job_name'),
    ...one.whole('omit $config "job_name" "relabel_configs" "metric_relabel_configs"'),
    ...(draft.on('jobRedirects') && { follow_redirects: undefined }),
    relabel_configs: [one.whole('$config.relabel_configs')],
    metric_relabel_configs: [one.whole('$config.metric_relabel_configs')],
  });

/** All groups as they are, and beside them what they record, which others have to know. */
function rules(draft: HubDraft): RuleGroups {
  const record = draft.on('records') ? [{ record: draft.plain('join "|" $hub.records') }] : [];
  const groups = draft.whole('$hub.rules');
  Object.defineProperty(groups, 'rules', { value: record, enumerable: false });
  return [groups];
}

/** Settings that the model merges, as far as it takes over what is marked in them. */
function settings(draft: HubDraft, marked: MarkedSettings): HubSettings {
  return {
    ...marked.of(draft.flags, draft),
    ...layout(draft),
    ...placed(draft, '$hub', SPREAD),
    // As many replicas as a mark is would each become a target.
    replicas: 1,
    resources: {
      requests: draft.if('requests', draft.whole('$hub.resources.requests')),
      limits: draft.if('limits', draft.whole('$hub.resources.limits')),
    },
  } as HubSettings;
}
