import { Agent } from 'node:https';
import { parse } from 'yaml';
import { ApiConnection } from '../../../live/client/connection';
import type { Ask, StreamAnswer } from '../../../live/client/forwarded-request';
import { Resources } from '../../../live/client/resources';
import type { Hub } from '../../../model/types';
import { clusterDrilled } from '../../../prometheus/rules/inventory';
import { type SimulatedCluster, withSimulatedCluster } from '../../access/simulated';
import { objectsOf, podsOf } from './pods';

/** What of the way to the receiver does not work, and what is counted. A test changes it. */
export interface MadeUpWay {
  /** Pods that do not see the rules of a drill. */
  blind: string[];
  /** States of the alert at Prometheus, look by look; the last one stays. */
  states: ('' | 'pending' | 'firing')[];
  /** Replicas of Alertmanager that no alert comes to. */
  cutOff: string[];
  /** How often Alertmanager is asked before the alert is there. */
  late: number;
  /** Receivers that the alert is routed to. */
  receivers: string[];
  /** What holds it back there. */
  status: { silencedBy?: string[]; inhibitedBy?: string[]; mutedBy?: string[] };
  /** Lines of Alertmanager's metrics, look by look: the first is before the drill. */
  metrics: string[];
  /** Lines of Prometheus's metrics, likewise. */
  sent: string[];
  /** The expression of ClusterMissing while there is a drill. */
  expr: string;
  /** Whether it is still there when the rules are gone. */
  lingers: boolean;
}

/** A hub's Prometheus and Alertmanager that do as one says, before a simulated API server. */
export interface MadeUpHub {
  readonly cluster: SimulatedCluster;
  readonly resources: Resources;
  readonly asker: (at: { pod: string }) => Ask;
  /** Annotations of the pods as they were changed, in order of the pods. */
  readonly refreshed: () => (string | undefined)[];
}

/** What everything is like where the alert arrives, and somebody is told. */
export const well = (hub: Hub): MadeUpWay => ({
  blind: [],
  states: ['', 'pending', 'pending', 'firing'],
  cutOff: [],
  late: 0,
  receivers: ['on-call'],
  status: {},
  metrics: [counters('on-call', 'webhook', 3, 1), counters('on-call', 'webhook', 4, 1)],
  sent: [],
  expr: clusterDrilled(hub, '').expr,
  lingers: false,
});

/** A page of an Alertmanager's metrics. */
export const counters = (receiver: string, integration: string, requests: number, failed: number) =>
  [
    '# HELP alertmanager_notification_requests_total The total number of attempted requests.',
    `alertmanager_notification_requests_total{integration="${integration}",receiver_name="${receiver}"} ${requests}`,
    `alertmanager_notification_requests_failed_total{integration="${integration}",receiver_name="${receiver}"} ${failed}`,
  ].join('\n');

/** The same, where Alertmanager has given up. */
export const gaveUp = (receiver: string, integration: string, reason: string) =>
  `alertmanager_notifications_failed_total{integration="${integration}",reason="${reason}",receiver_name="${receiver}"} 1`;

/** Runs it while a function takes. */
export async function withMadeUpHub<Result>(
  hub: Hub,
  way: MadeUpWay,
  use: (made: MadeUpHub) => Promise<Result>,
): Promise<Result> {
  const objects = objectsOf(hub);
  return withSimulatedCluster({ name: 'control-plane', objects, record: true }, async (cluster) => {
    const { pki, url } = cluster;
    const agent = new Agent({ ca: pki.serverAuthority, ...pki.admin });
    const connection = new ApiConnection(url, async () => ({ server: url, agent }));
    const answers = new Answers(hub, way, cluster);
    const asker =
      ({ pod }: { pod: string }): Ask =>
      async (path) =>
        answers.of(pod, new URL(path, 'http://made.up'));
    const refreshed = () =>
      podsOf(hub).map(({ metadata: { name, namespace } }) => {
        const pod = cluster.find('Pod', namespace, name);
        return pod?.metadata.annotations?.['promfleet/volumes-refreshed'];
      });
    try {
      return await use({ cluster, resources: new Resources(connection), asker, refreshed });
    } finally {
      connection.close();
    }
  });
}

class Answers {
  private readonly looks = new Map<string, number>();

  constructor(
    private readonly hub: Hub,
    private readonly way: MadeUpWay,
    private readonly cluster: SimulatedCluster,
  ) {}

  of(pod: string, { pathname, searchParams }: URL): StreamAnswer {
    if (pathname === '/-/ready') return { status: 200, text: '', date: Date.now() };
    if (pathname === '/metrics') return { status: 200, text: this.metricsOf(pod) };
    const body = this.bodyOf(pod, pathname, searchParams);
    return body === undefined
      ? { status: 404, text: 'not found' }
      : { status: 200, text: JSON.stringify(body) };
  }

  private bodyOf(pod: string, path: string, query: URLSearchParams): object | undefined {
    const { expr, status, receivers } = this.way;
    if (path === '/api/v1/rules') {
      return query.get('type') === 'alert'
        ? rules([{ name: 'ClusterMissing', query: expr }])
        : rules(this.way.blind.includes(pod) ? [] : this.recorded());
    }
    if (path === '/api/v1/query') {
      const state = this.stateAt(pod);
      const result = state ? [{ metric: { alertstate: state }, value: [0, '1'] }] : [];
      return { data: { result } };
    }
    if (path === '/api/v2/alerts/groups') {
      if (this.way.cutOff.includes(pod) || !this.isOn()) return [];
      if (this.look(`groups of ${pod}`) < this.way.late) return [];
      const { silencedBy = [], inhibitedBy = [], mutedBy = [] } = status;
      const state = silencedBy.length + inhibitedBy.length > 0 ? 'suppressed' : 'active';
      const alerts = [{ status: { state, silencedBy, inhibitedBy, mutedBy } }];
      return receivers.map((name) => ({ receiver: { name }, alerts }));
    }
    if (path === '/api/v2/silence/5170')
      return { createdBy: 'ada', comment: 'lunch', endsAt: '2026-03-01T13:00:00Z' };
    if (path === '/api/v2/alerts')
      return [{ fingerprint: 'f00d', labels: { alertname: 'HubDown' } }];
    return undefined;
  }

  private metricsOf(pod: string): string {
    const pages = pod.startsWith(this.hub.server.name) ? this.way.sent : this.way.metrics;
    return pages[Math.min(this.look(`metrics of ${pod}`), pages.length - 1)] ?? '';
  }

  /** The rules of the drill that stand in the ConfigMap now. */
  private recorded() {
    const found = this.cluster.find(
      'ConfigMap',
      this.hub.server.namespace,
      'hub-prometheus-server-drill',
    );
    const files = Object.values(Object(found?.data)).map((text) => parse(String(text)));
    return files.flatMap(({ groups }) =>
      groups.flatMap(({ rules }: { rules: { record: string; expr: string }[] }) =>
        rules.map(({ record, expr }) => ({ name: record, query: expr })),
      ),
    );
  }

  private stateAt(pod: string): string {
    const { states } = this.way;
    if (!this.isOn()) return '';
    return states[Math.min(this.look(`states of ${pod}`), states.length - 1)] ?? '';
  }

  private isOn = () => this.way.lingers || this.recorded().length > 0;

  private look(what: string): number {
    const before = this.looks.get(what) ?? 0;
    this.looks.set(what, before + 1);
    return before;
  }
}

const rules = (of: readonly object[]) => ({ data: { groups: [{ rules: of }] } });
