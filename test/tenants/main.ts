import { until } from '../e2e/local/wait';
import { LONGEST, RunningMonitor } from './monitor';
import { type Cast, FORGED, FORGED_ALERT, GATEWAY, PODS, SCENARIOS } from './scenarios';
import { metrics, redirect } from './servers';

/*
 * What tenants may try with their annotated pods and the Pushgateway, against a real Prometheus with
 * the jobs of a member: `PROMETHEUS=… node lib/test/tenants/main.js`. Loopback only, seconds long.
 */

async function main(binary: string): Promise<void> {
  const inner = await metrics('secret_total 1');
  const cast: Cast = {
    honest: await metrics('orders_total 7'),
    long: await metrics(`orders_total{customer="${'x'.repeat(LONGEST + 1)}"} 7`),
    liar: await metrics(FORGED, FORGED_ALERT),
    gateway: await metrics(
      FORGED,
      FORGED_ALERT,
      'backup_success{job="nightly-backup",instance=""} 1',
    ),
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
    await until('every target to be asked twice', () => scraped.every(({ asked }) => asked() > 1));
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
