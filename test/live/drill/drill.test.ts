import { DRILL_MANAGER, drillConfigMap } from '../../../live/drill/config-map';
import { drillHub } from '../../../live/drill/drill-hub';
import type { HopName, HopTaken } from '../../../live/drill/types';
import { fleetFile, resolved } from '../../fleet';
import {
  counters,
  gaveUp,
  type MadeUpHub,
  type MadeUpWay,
  well,
  withMadeUpHub,
} from './made-up-hub';

const ALERTMANAGER =
  'alertmanager: { replicas: 2, config: { route: { receiver: on-call }, receivers: [{ name: on-call, webhook_configs: [{ url_file: /etc/alertmanager/secrets/on-call/url }] }] }, secrets: [on-call] }';
const EXISTING = 'alertmanager: { existing: [{ targets: ["am-0:9093", "am-1:9093"] }] }';

const hubOf = (more = ALERTMANAGER) =>
  resolved(fleetFile({ hub: `storage: 1Gi, replicas: 2, ${more}` })).hub;

interface Changes extends Partial<MadeUpWay> {
  readonly hub?: string;
  readonly timeoutMs?: number;
  /** Ends it when a hop was taken. */
  readonly interruptAt?: HopName;
  readonly before?: (made: MadeUpHub) => unknown;
  readonly after?: (made: MadeUpHub) => void;
  /** Told of each hop as it is taken. */
  readonly onTaken?: (made: MadeUpHub, taken: HopTaken) => void;
}

/** Drills a made-up hub that is well but for these changes. */
async function drilled(changes: Changes = {}) {
  const { hub: text, timeoutMs = 10_000, interruptAt, before, after, onTaken, ...way } = changes;
  const hub = hubOf(text);
  const ended = new AbortController();
  return withMadeUpHub(hub, { ...well(hub), ...way }, async (made) => {
    await before?.(made);
    try {
      const outcome = await drillHub({
        ...made,
        hub,
        cluster: 'one',
        timeoutMs,
        backMs: 200,
        everyMs: 10,
        signal: ended.signal,
        onTaken: (taken) => {
          onTaken?.(made, taken);
          if (taken.hop === interruptAt) ended.abort();
        },
        onWaiting: () => undefined,
      });
      return { ...outcome, there: configMapIn(made) !== undefined };
    } finally {
      after?.(made);
    }
  });
}

const configMapIn = ({ cluster }: MadeUpHub) =>
  cluster.find('ConfigMap', 'monitoring', 'hub-prometheus-server-drill');

const hops = ({ hops }: { readonly hops: readonly HopTaken[] }) => hops.map(({ hop }) => hop);

describe('a drill', () => {
  it('follows the alert to whoever is told, and back', async () => {
    const refreshed: (string | undefined)[][] = [];
    const outcome = await drilled({ after: (made) => refreshed.push(made.refreshed()) });
    expect(outcome).toMatchObject({ ok: true, interrupted: false, problems: [], there: false });
    expect(outcome.missed).toBeUndefined();
    expect(outcome.hops.map(({ hop, summary }) => `${hop}: ${summary}`)).toEqual([
      'loaded: 2 of 2 replicas of Prometheus with the rules of the drill',
      'pending: 2 of 2 replicas of Prometheus',
      'firing: 2 of 2 replicas of Prometheus',
      'arrived: active at 2 of 2 replicas of Alertmanager, routed to on-call',
      'told: on-call by webhook: told',
      'removed: ConfigMap hub-prometheus-server-drill taken away',
      'resolved: 2 of 2 replicas of Prometheus without it',
      'cleared: 2 of 2 replicas of Alertmanager without it',
    ]);
    // Kubelets look at once at what the pods of Prometheus mount, and at no others.
    expect(refreshed[0]?.map(Boolean)).toEqual([true, true, false, false]);
  });

  it('writes rules that end by themselves', async () => {
    const written: object[] = [];
    await drilled({
      timeoutMs: 60_000,
      onTaken: (made, { hop }) => {
        const found = configMapIn(made);
        if (hop === 'loaded' && found) written.push(found);
      },
    });
    expect(written).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({
          annotations: expect.objectContaining({ 'promfleet/drill-cluster': 'one' }),
        }),
        data: { 'drill.yml': expect.stringMatching(/expr: vector\(time\(\)\) < \d{10}\n/) },
      }),
    ]);
  });

  it('counts what is in the way as not yet, until it is not', async () => {
    const outcome = await drilled({
      metrics: [0, 0, 0, 1].map((requests) => counters('on-call', 'webhook', requests, 0)),
    });
    expect(outcome.ok).toBe(true);
  });

  it('takes counters that began anew for what came since', async () => {
    const metrics = [counters('on-call', 'webhook', 9, 1), counters('on-call', 'webhook', 1, 0)];
    expect(await drilled({ metrics })).toMatchObject({ ok: true });
  });

  it('ends at Alertmanagers that somebody else runs', async () => {
    const sent = (first: number, second: number) =>
      `prometheus_notifications_sent_total{alertmanager="http://am-0:9093/api/v2/alerts"} ${first}\nprometheus_notifications_sent_total{alertmanager="http://am-1:9093/api/v2/alerts"} ${second}`;
    const outcome = await drilled({ hub: EXISTING, sent: [sent(5, 5), sent(6, 5), sent(6, 6)] });
    expect(outcome).toMatchObject({ ok: true, there: false });
    expect(hops(outcome)).toEqual(['loaded', 'pending', 'firing', 'sent', 'removed', 'resolved']);
    expect(outcome.hops[3]?.summary).toBe(
      'Prometheus sent it to 2 of 2 Alertmanagers; who is told there is not followed',
    );
  });
});

describe('a drill ends', () => {
  it.each<[HopName, string, Changes, string]>([
    [
      'loaded',
      'where a replica does not read the rules',
      { blind: ['hub-prometheus-server-1'] },
      '1 of 2 replicas of Prometheus with the rules of the drill',
    ],
    ['pending', 'where no alert comes of them', { states: [''] }, '0 of 2 replicas of Prometheus'],
    [
      'firing',
      'where the alert stays pending',
      { states: ['pending'] },
      '0 of 2 replicas of Prometheus',
    ],
    [
      'arrived',
      'where an Alertmanager is not sent it',
      { cutOff: ['hub-alertmanager-1'] },
      'at 1 of 2 replicas of Alertmanager',
    ],
    [
      'arrived',
      'where somebody silences it',
      { status: { silencedBy: ['5170'] } },
      'it is suppressed: silenced by ada until 2026-03-01T13:00:00Z (lunch)',
    ],
    [
      'arrived',
      'where another alert inhibits it',
      { status: { inhibitedBy: ['f00d'] } },
      'it is suppressed: inhibited by HubDown',
    ],
    [
      'arrived',
      'where it is muted at this time',
      { status: { mutedBy: ['nights'] } },
      'it is suppressed: muted by the time interval nights',
    ],
    [
      'told',
      'where it is routed to nobody',
      { receivers: ['nobody'] },
      'nobody is told: nobody has no integration',
    ],
    [
      'told',
      'where nothing is sent in time',
      { metrics: [counters('on-call', 'webhook', 3, 1)] },
      'on-call by webhook: not yet',
    ],
    [
      'told',
      'where only another alert was told of before it arrived',
      { late: 1 },
      'on-call by webhook: not yet',
    ],
    [
      'told',
      'where requests go on failing',
      { metrics: [counters('on-call', 'slack', 3, 1), counters('on-call', 'slack', 5, 3)] },
      'on-call by slack: fails, and is tried again',
    ],
    [
      'told',
      'where Alertmanager gives up, with its reason',
      {
        metrics: [
          counters('on-call', 'slack', 0, 0),
          `${counters('on-call', 'slack', 1, 1)}\n${gaveUp('on-call', 'slack', 'clientError')}`,
        ],
      },
      'on-call by slack: failed (clientError)',
    ],
    [
      'told',
      'where Alertmanager does not count by receiver',
      { metrics: ['alertmanager_notification_requests_total{integration="slack"} 1'] },
      'Alertmanager does not say by receiver whom it has told, run promfleet apply for the hub',
    ],
    [
      'sent',
      'where no Alertmanager is discovered',
      { hub: EXISTING, sent: [''] },
      'Prometheus has discovered no Alertmanager',
    ],
    [
      'resolved',
      'where the alert stays',
      { lingers: true },
      '0 of 2 replicas of Prometheus without it',
    ],
  ])('at %s %s, and its rules are gone', async (hop, _, changes, found) => {
    const outcome = await drilled({ timeoutMs: 400, ...changes });
    expect(outcome).toMatchObject({ ok: false, interrupted: false, there: false });
    expect(outcome.missed).toEqual({ hop, found, fix: expect.stringMatching(/\.$/) });
    expect(hops(outcome)).not.toContain(hop);
  });

  it('when somebody says so, and its rules are gone', async () => {
    const outcome = await drilled({ interruptAt: 'pending' });
    expect(outcome).toMatchObject({ ok: false, interrupted: true, there: false });
    expect(hops(outcome)).toEqual(['loaded', 'pending', 'removed']);
  });

  it('with a sentence where its rules cannot be taken away', async () => {
    const outcome = await drilled({
      onTaken: ({ cluster }, { hop }) => {
        if (hop === 'told') cluster.faults.failures = 1;
      },
    });
    expect(outcome).toMatchObject({ ok: false, there: true });
    expect(outcome.problems).toEqual([
      expect.stringMatching(
        /^the drill goes on until \S+Z, as its ConfigMap cannot be taken away, found DELETE \S+ was refused, found 500: .*, delete it: kubectl --context control-plane --namespace monitoring delete configmap hub-prometheus-server-drill$/,
      ),
    ]);
  });
});

describe('a drill is refused', () => {
  const standing = (end: number, manager: string) => (made: MadeUpHub) =>
    made.resources.apply(drillConfigMap(hubOf(), 'two', end), { manager });

  it('while another is on, which stays', async () => {
    const end = Date.now() + 60_000;
    const left: unknown[] = [];
    const attempt = drilled({
      before: standing(end, DRILL_MANAGER),
      after: (made) => left.push(configMapIn(made)?.metadata.annotations),
    });
    await expect(attempt).rejects.toThrow(
      `one drill at a time, found one of two that ends by itself at ${new Date(end).toISOString()}, wait for that or end it: kubectl --context control-plane --namespace monitoring delete configmap hub-prometheus-server-drill`,
    );
    expect(left).toEqual([expect.objectContaining({ 'promfleet/drill-cluster': 'two' })]);
  });

  it('not by one that is over', async () =>
    expect(await drilled({ before: standing(Date.now() - 1000, DRILL_MANAGER) })).toMatchObject({
      ok: true,
      there: false,
    }));

  it('where the ConfigMap is somebody else’s, which stays', async () => {
    const left: unknown[] = [];
    const attempt = drilled({
      before: standing(Date.now() - 1000, 'kubectl'),
      after: (made) => left.push(configMapIn(made)),
    });
    await expect(attempt).rejects.toThrow(
      /^ConfigMap hub-prometheus-server-drill belongs to another, found conflict with "kubectl"/,
    );
    expect(left).toEqual([expect.anything()]);
  });

  it('where the alert is an older one, or not there', async () =>
    expect(drilled({ expr: 'promfleet_cluster_info' })).rejects.toThrow(
      "the hub's ClusterMissing cannot be drilled, found it absent or without promfleet_cluster_drill in 2 of 2 replicas of Prometheus, run promfleet apply for the hub",
    ));
});
