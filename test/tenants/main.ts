import assert from 'node:assert/strict';
import { until } from '../e2e/local/wait';
import { LONGEST, RunningMonitor } from './monitor';
import { metrics, redirect, type Target } from './servers';

/*
 * What tenants may try with their annotated pods and the Pushgateway, against a real Prometheus with
 * the jobs of a member: `PROMETHEUS=… node lib/test/tenants/main.js`. Loopback only, seconds long.
 */

const PODS = 'kubernetes-pods';
const GATEWAY = 'banzaicloud-pushgateway';
const FORGED = 'up{job="kubernetes-nodes",instance="node-2",namespace="kube-system"} 0';

/** A tenant's, each with a fault of its own, and an honest neighbour. */
interface Cast {
  readonly honest: Target;
  readonly long: Target;
  readonly liar: Target;
  readonly gateway: Target;
  readonly inner: Target;
  readonly redirecting: Target;
}

type Scenario = (monitor: RunningMonitor, cast: Cast) => Promise<void>;

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a redirect is not followed': async (monitor, { redirecting, inner }) => {
    assert.match((await monitor.errors())[redirecting.address] ?? '', /302/);
    assert.equal(inner.asked(), 0);
  },
  'a label that is too long costs its own target, and does not reach the hub': async (
    monitor,
    { long, honest },
  ) => {
    const errors = await monitor.errors();
    assert.match(errors[long.address] ?? '', /label_value_length_limit exceeded/);
    assert.equal(errors[honest.address], '');
    const text = await monitor.federated(PODS);
    assert.match(text, /^orders_total\{/m);
    const values = [...text.matchAll(/="([^"]*)"/g)].map(([, value = '']) => value.length);
    assert.ok(Math.max(...values) <= LONGEST);
  },
  'nobody but Prometheus says whether a kubelet is up': async (monitor, { liar }) => {
    assert.deepEqual(await monitor.series('up{job="kubernetes-nodes"}'), []);
    const claim = { __name__: 'up', exported_job: 'kubernetes-nodes' };
    const [ofPod] = await monitor.series(`up{job="${PODS}", exported_job!=""}`);
    assert.deepEqual(ofPod?.labels, {
      ...claim,
      job: PODS,
      instance: liar.address,
      exported_instance: 'node-2',
      namespace: 'shop',
      exported_namespace: 'kube-system',
    });
    const [pushed] = await monitor.series(`up{job="${GATEWAY}", exported_job!=""}`);
    assert.deepEqual(pushed?.labels, {
      ...claim,
      job: GATEWAY,
      instance: 'node-2',
      namespace: 'kube-system',
    });
  },
  'what is pushed for a batch job has its name': async (monitor) => {
    const [backup] = await monitor.series('backup_success');
    assert.deepEqual(backup?.labels, {
      __name__: 'backup_success',
      job: 'nightly-backup',
      namespace: 'shop',
    });
  },
};

async function main(binary: string): Promise<void> {
  const inner = await metrics('secret_total 1');
  const cast: Cast = {
    honest: await metrics('orders_total 7'),
    long: await metrics(`orders_total{customer="${'x'.repeat(LONGEST + 1)}"} 7`),
    liar: await metrics(FORGED),
    gateway: await metrics(FORGED, 'backup_success{job="nightly-backup",instance=""} 1'),
    inner,
    redirecting: await redirect(`http://${inner.address}/latest/meta-data`),
  };
  const { honest, long, liar, gateway, redirecting } = cast;
  const pods = [honest, long, liar, redirecting].map(({ address }) => address);
  const monitor = await RunningMonitor.start(binary, {
    [PODS]: pods,
    [GATEWAY]: [gateway.address],
  });
  const failed: string[] = [];
  try {
    const scraped = [honest, long, liar, gateway, redirecting];
    await until('every target to be asked twice', () => scraped.every(({ asked }) => asked() > 1), {
      timeoutMs: 10_000,
      everyMs: 100,
    });
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      const problem = await scenario(monitor, cast).catch((error: Error) => error);
      process.stdout.write(`${problem ? 'failed' : 'passed'}: ${name}\n`);
      if (problem) failed.push(`${name}: ${problem.message}`);
    }
  } finally {
    await monitor.stop();
    for (const target of Object.values(cast)) target.close();
  }
  for (const problem of failed) process.stdout.write(`${problem}\n`);
  const passed = Object.keys(SCENARIOS).length - failed.length;
  process.stdout.write(`${passed} passed, ${failed.length} failed\n`);
  if (failed.length > 0) process.exitCode = 1;
}

const { PROMETHEUS } = process.env;
if (PROMETHEUS) void main(PROMETHEUS);
else {
  process.stdout.write(
    'PROMETHEUS names no binary, found nothing, build one: tools/build prometheus\n',
  );
  process.exitCode = 2;
}
