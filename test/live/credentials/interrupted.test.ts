import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CERTIFICATE_SIGNING_REQUEST } from '../../access/simulated/kinds';
import { until } from '../../e2e/local/wait';
import { type SimulatedFleet, withFleet } from './fleet';
import { started } from './process';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const requests = ({ members }: SimulatedFleet) =>
  members[0]?.store.list(CERTIFICATE_SIGNING_REQUEST, undefined) ?? [];

it('a run that is killed leaves nothing half-written, and the next one tidies up', () =>
  withFleet(
    { server: () => 'https://no-such-host.invalid:6443', each: () => ({ signing: 'never' }) },
    async (fleet) => {
      const keys = join(fleet.directory, 'keys');
      const args = ['--to', 'file', '--dir', keys, '--timeout', '5s'];
      const run = started(fleet, args);
      const ended = new Promise((resolve) => run.on('close', resolve));
      await until('a request', async () => requests(fleet).length > 0 || undefined);
      run.kill('SIGKILL');
      await ended;
      expect(existsSync(keys)).toBe(false);
      expect(requests(fleet)).toHaveLength(1);
      const [member] = fleet.members;
      if (member) member.faults.signing = 'sign';
      expect((await fleet.connect(...args)).code).toBe(0);
      expect(requests(fleet)).toEqual([]);
    },
  ));
