import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../e2e/local/wait';
import {
  type FleetOptions,
  madeEarlier,
  type SimulatedFleet,
  signingRequests,
  withFleet,
} from './fleet';
import { started } from './process';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

/** Runs it until it waits for a signature that never comes, ends it, and lets the cluster sign. */
async function endedBy(signal: NodeJS.Signals, fleet: SimulatedFleet, args: readonly string[]) {
  const run = started(fleet, args);
  let stderr = '';
  run.stderr?.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise((resolve) => run.on('close', resolve));
  await until('a request', async () => signingRequests(fleet).length > 0 || undefined);
  run.kill(signal);
  const code = await ended;
  const [member] = fleet.members;
  if (member) member.faults.signing = 'sign';
  return { code, stderr };
}

const OPTIONS: FleetOptions = {
  server: () => 'https://no-such-host.invalid:6443',
  each: () => ({ signing: 'never' }),
};

it('a run that is killed leaves nothing half-written, and a later one tidies up', () =>
  withFleet(OPTIONS, async (fleet) => {
    const keys = join(fleet.directory, 'keys');
    const args = ['--to', 'file', '--dir', keys, '--timeout', '5s'];
    await endedBy('SIGKILL', fleet, args);
    expect(existsSync(keys)).toBe(false);
    expect(signingRequests(fleet)).toHaveLength(1);
    madeEarlier(fleet);
    expect((await fleet.connect(...args)).code).toBe(0);
    expect(signingRequests(fleet)).toEqual([]);
  }));

it('Ctrl-C ends it with a sentence, and the next run goes on', () =>
  withFleet(OPTIONS, async (fleet) => {
    const { code, stderr } = await endedBy('SIGINT', fleet, ['--timeout', '5s']);
    expect(stderr).toMatch(/interrupted: what was delivered stays, connect again\n$/);
    expect(code).toBe(130);
    expect((await fleet.connect('--timeout', '5s')).code).toBe(0);
  }));

it('two at once do not hinder each other', () =>
  withFleet({ hub: 'statestoreLayout: shared', count: 3 }, async (fleet) => {
    const args = ['--timeout', '5s', '--renew'];
    const runs = await Promise.all([fleet.connect(...args), fleet.connect(...args)]);
    expect(runs.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    expect((await fleet.connect('--timeout', '5s')).stdout).toMatch(/^(.*left alone.*\n){3}$/);
  }));
