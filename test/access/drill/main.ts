import assert from 'node:assert/strict';
import { alertsTold } from '../../alertmanager/webhook';
import { until } from '../../e2e/local/wait';
import { runScenarios } from '../../faults/run';
import { onStage } from './stage';

/*
 * `promfleet drill` with a real Prometheus and two real Alertmanagers, before an API server that is
 * simulated, as are kubelets and ports that are forwarded:
 * `PROMETHEUS=$(tools/build prometheus) ALERTMANAGER=$(tools/build alertmanager)
 * AMTOOL=$(tools/build amtool) node lib/test/access/drill/main.js`
 */
const SCENARIOS = [
  {
    name: 'a receiver is told once, by one of two Alertmanagers, and it is over everywhere',
    run: () =>
      onStage({}, async ({ receiver, drill, hasRules }) => {
        const { code, printed } = drill('--yes');
        assert.equal(await code, 0, printed.stdout + printed.stderr);
        assert.deepEqual(hopsIn(printed.stdout), [
          'loaded',
          'pending',
          'firing',
          'arrived',
          'told',
          'removed',
          'resolved',
          'cleared',
        ]);
        assert.match(printed.stdout, /^one: told after \d+ s, and over\n$/m);
        assert.equal(printed.stderr, '');
        assert.equal(hasRules(), false);
        assert.deepEqual(
          alertsTold(receiver).map(({ status, labels }) => [status, labels.drill]),
          [['firing', 'true']],
        );
        assert.deepEqual(receiver.told(), ['firing ClusterMissing one']);
      }),
  },
  {
    name: 'another alert of the member is not inhibited by a drill',
    run: () =>
      onStage({}, async ({ alertmanager, drill }) => {
        await raise(alertmanager, { alertname: 'Other', cluster: 'one', severity: 'warning' });
        const { child, printed, code } = drill('--yes');
        await until('somebody to be told', () => {
          if (child.exitCode !== null) throw new Error(printed.stdout + printed.stderr);
          return /told/.test(printed.stdout);
        });
        const answer = await fetch(`${alertmanager}/api/v2/alerts?filter=alertname=Other`);
        const found = (await answer.json()) as { status: { inhibitedBy: string[] } }[];
        assert.deepEqual(
          found.map(({ status }) => status.inhibitedBy),
          [[]],
        );
        child.kill('SIGINT');
        await code;
      }),
  },
  {
    name: 'Ctrl-C takes the drill away',
    run: () =>
      onStage({ pending: '20m' }, async ({ receiver, drill, hasRules, hub }) => {
        const { child, printed, code } = drill('--yes');
        await until('the alert', () => /pending/.test(printed.stdout));
        child.kill('SIGINT');
        assert.equal(await code, 130, printed.stdout + printed.stderr);
        assert.match(printed.stderr, /^interrupted: the drill is taken away\n$/);
        assert.match(
          printed.stdout,
          /removed +ConfigMap hub-prometheus-server-drill taken away\n$/,
        );
        await until('its rules to be gone', () => !hasRules());
        await until('the alert to be gone', async () => {
          const found = await hub.query('ALERTS{drill="true"}');
          return found.length === 0;
        });
        assert.deepEqual(receiver.calls, []);
      }),
  },
  {
    name: 'it says who silences the alert',
    run: () =>
      onStage({}, async ({ alertmanager, drill, receiver, hasRules }) => {
        await silence(alertmanager);
        const { code, printed } = drill('--yes');
        assert.equal(await code, 1);
        assert.match(
          printed.stderr,
          /ended before arrived, found it is suppressed: silenced by ada until \S+ \(lunch\)/,
        );
        assert.deepEqual(receiver.calls, []);
        await until('its rules to be gone', () => !hasRules());
      }),
  },
  {
    name: 'it says that a receiver refuses, as JSON',
    run: () =>
      onStage({ status: 400 }, async ({ drill }) => {
        const { code, printed } = drill('--yes', '--output', 'json');
        assert.equal(await code, 1);
        const { ok, missed, hops } = JSON.parse(printed.stdout);
        assert.equal(ok, false);
        assert.deepEqual(
          [missed.hop, missed.found],
          ['told', 'on-call by webhook: failed (clientError)'],
        );
        assert.equal(hops.at(-1).hop, 'removed');
      }),
  },
  {
    name: 'it says that nobody is told',
    run: () =>
      onStage({ routed: false }, async ({ drill }) => {
        const { code, printed } = drill('--yes');
        assert.equal(await code, 1);
        assert.match(
          printed.stderr,
          /ended before told, found nobody is told: nobody has no integration/,
        );
      }),
  },
];

const hopsIn = (stdout: string) =>
  [...stdout.matchAll(/^\+ *\d+s {2}(\w+)/gm)].map(([, hop]) => hop);

const raise = (alertmanager: string, labels: object) =>
  post(`${alertmanager}/api/v2/alerts`, [{ labels }]);

const silence = (alertmanager: string) =>
  post(`${alertmanager}/api/v2/silences`, {
    matchers: [{ name: 'alertname', value: 'ClusterMissing', isRegex: false, isEqual: true }],
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + 3600_000).toISOString(),
    createdBy: 'ada',
    comment: 'lunch',
  });

async function post(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(answer.status, 200, await answer.text());
}

const [, , part = ''] = process.argv;
void runScenarios(
  SCENARIOS.filter(({ name }) => name.includes(part)),
  2,
);
