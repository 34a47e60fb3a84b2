import { spawn, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claim, removeClaim } from '../../output/directory/claim';
import { type Owner, thisProcess } from '../../output/directory/owner';
import { DirectoryWriter } from '../../output/directory/writer';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'promfleet-claim-'));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const NAME = '.promfleet-0123456789abcdef0123456789abcdef';

/** What a run of this owner left, or is at work in, last heard of so long ago. */
function leave(owner: Partial<Owner>, quietSeconds = 0): void {
  mkdirSync(join(out, NAME, 'new/hub'), { recursive: true });
  const file = join(out, NAME, 'owner.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(thisProcess()), ...owner }));
  const heard = new Date(Date.now() - quietSeconds * 1000);
  utimesSync(file, heard, heard);
}

const ELSEWHERE = 'other-host 7d1d boot pid:[4026531836]';
const HOURS = 3600;

describe('what a killed run left is removed, and does not block', () => {
  it.each<[string, Partial<Owner>, number]>([
    // It is above the largest number that Linux gives.
    ['its process is gone', { pid: 99_999_999 }, 0],
    ['its number was given to another process', { started: '1' }, 0],
    ['it was in another container, and is silent', { machine: ELSEWHERE }, HOURS],
    ['its start is not known, and it is silent', { started: '' }, HOURS],
  ])('when %s', (_what, owner, quiet) => {
    leave(owner, quiet);
    removeClaim(claim(out));
    expect(readdirSync(out)).toEqual([]);
  });

  it.each([
    ['before it signed', () => mkdirSync(join(out, NAME))],
    [
      'while it signed',
      () => {
        mkdirSync(join(out, NAME));
        writeFileSync(join(out, NAME, 'owner.json'), thisProcess().slice(0, 70));
      },
    ],
    [
      'when its parent has not heard yet',
      () => {
        const child = spawn('sleep', ['60'], { stdio: 'ignore' });
        const started = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ')[21];
        leave({ pid: child.pid, started });
        child.kill('SIGKILL');
        // This process does not come to reap it before the test is over.
        while (!/\) Z /.test(readFileSync(`/proc/${child.pid}/stat`, 'utf8')));
      },
    ],
  ])('when it was killed %s', (_what, make) => {
    make();
    removeClaim(claim(out));
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('a run that may live is not disturbed', () => {
  it.each<[string, Partial<Owner>, number]>([
    ['it is on this machine, however long it is silent', {}, HOURS],
    ['it was just heard of from another', { machine: ELSEWHERE, pid: 99_999_999 }, 10],
    ['a later version says more about itself', { more: 'x' } as Partial<Owner>, 0],
  ])('when %s', (_what, owner, quiet) => {
    leave(owner, quiet);
    expect(() => new DirectoryWriter(out)).toThrow(
      /^another promfleet \(process \d+ on \S+\) is writing here, found \S+, wait for it to end$/,
    );
    expect(readdirSync(out)).toEqual([NAME]);
    expect(readdirSync(join(out, NAME)).sort()).toEqual(['new', 'owner.json']);
  });
});

describe('a run that others took for dead', () => {
  it('places nothing', () => {
    const writer = new DirectoryWriter(out);
    writer.add('hub/hub.k8s.yaml', 'late');
    const [name = ''] = readdirSync(out);
    rmSync(join(out, name), { recursive: true });
    expect(() => writer.commit()).toThrow(/another promfleet has taken over.*run it again/);
    expect(readdirSync(out)).toEqual([]);
  });
});

describe('of runs at once', () => {
  it('one writes, and the others are refused', async () => {
    const script = `
      const { DirectoryWriter } = require('./lib/output/directory/writer.js');
      while (Date.now() < Number(process.argv[2]));
      try {
        const writer = new DirectoryWriter(process.argv[1]);
        const end = Date.now() + 2500;
        writer.add('hub/hub.k8s.yaml', String(process.pid));
        while (Date.now() < end);
        writer.commit();
        console.log('wrote');
      } catch (error) {
        console.log(error.message.replace(/[(].*/, ''));
      }`;
    const start = String(Date.now() + 3000);
    const runs = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['-e', script, out, start]);
      return new Promise<string>((resolve) => {
        let said = '';
        child.stdout.on('data', (data) => {
          said += data;
        });
        child.on('close', () => resolve(said.trim()));
      });
    });
    const said = (await Promise.all(runs)).sort();
    expect(said).toEqual([...Array(3).fill('another promfleet'), 'wrote']);
    expect(readdirSync(out)).toEqual(['hub']);
  }, 20_000);

  it('the second is told so, with exit code 2', () => {
    leave({});
    const fleet = join(out, 'fleet.yaml');
    writeFileSync(
      fleet,
      "hub: { cluster: home }\nclusters: [{ name: a, server: 'https://192.0.2.1' }]",
    );
    const bin = join('lib', 'cli', 'bin.js');
    const { status, stderr } = spawnSync(
      process.execPath,
      [bin, 'synth', '--fleet', fleet, '--out', out],
      { encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: another promfleet \(process .*, wait for it to end\n$/);
  });
});
