import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textAt } from '../../access/simulated/json';
import { type FleetOptions, type SimulatedFleet, withFleet } from './fleet';
import { inProcess } from './process';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

/** A host that nobody has: a process of its own resolves no made-up names. */
const OUT_OF_REACH = { server: () => 'https://no-such-host.invalid:6443' };

/** What was delivered, in the forms that it could show up in. */
function secretForms({ hub, members }: SimulatedFleet): string[] {
  const forms = members.flatMap(({ name }) => {
    const secret = hub.find('Secret', 'monitoring', `federation-${name}`);
    return ['tls.key', 'token'].flatMap((key) => {
      const base64 = textAt(secret, 'data', key);
      if (base64 === undefined) return [];
      const text = Buffer.from(base64, 'base64').toString();
      const lines = text.split(/[\n.]/).filter((line) => /^[\w+/=-]{24,}$/.test(line));
      return [base64, encodeURIComponent(text), ...lines.filter((line) => !isHeader(line))];
    });
  });
  expect(forms.length).toBeGreaterThan(1);
  return forms;
}

/** The first part of a token, which all tokens of a cluster share. */
const isHeader = (part: string) =>
  part.startsWith('eyJ') && Buffer.from(part, 'base64url').toString().includes('"alg"');

const KINDS: [string, FleetOptions][] = [
  ['a certificate', {}],
  ['a token with an end', { cluster: 'auth: { type: serviceAccountToken, expiration: 10d }' }],
  ['a token without one', { cluster: 'auth: { type: serviceAccountToken }' }],
];

describe.each(KINDS)('the secret part of %s', (_what, options) => {
  it('is not printed, stands in no URL, and goes to nobody but the hub', () =>
    withFleet(options, async (fleet) => {
      const runs = [
        await fleet.connect('--timeout', '5s'),
        await fleet.connect('--timeout', '5s', '--output', 'json'),
        await fleet.connect('--timeout', '5s', '--within', '91d'),
        await fleet.connect('--dry-run', '--renew'),
      ];
      const secrets = secretForms(fleet);
      const [member] = fleet.members;
      await member?.disconnect();
      runs.push(await fleet.connect('--timeout', '1s'));
      await member?.listen();
      runs.push(await fleet.connect('--yes', '--revoke', 'member-0', '--timeout', '3s'));
      const printed = JSON.stringify(runs);
      const atHub = fleet.hub.counters.seen;
      const isUrl = (line: string) => /^(GET|POST|PUT|PATCH|DELETE) /.test(line);
      // A token is shown to the cluster that it is of, in the header that is there for it.
      const atMember =
        member?.counters.seen.filter((line) => !/^authorization: /i.test(line)) ?? [];
      for (const secret of secrets) {
        expect(printed).not.toContain(secret);
        expect(atMember.filter((line) => line.includes(secret))).toEqual([]);
        expect(atHub.filter((line) => isUrl(line) && line.includes(secret))).toEqual([]);
      }
      expect(atHub.some((line) => secrets.some((secret) => line.includes(secret)))).toBe(true);
    }));

  it('is in no file and no argument of a process', () =>
    withFleet({ ...options, ...OUT_OF_REACH }, async (fleet) => {
      const home = join(fleet.directory, 'home');
      const bin = join(home, 'bin');
      mkdirSync(bin, { recursive: true });
      // Programs that it runs are looked for here alone, and note what they are told.
      writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$@" >>${home}/told\nexit 128\n`, {
        mode: 0o700,
      });
      const run = (...args: string[]) =>
        inProcess(fleet, args, { HOME: home, TMPDIR: home, PATH: bin }, home);
      const { stdout, stderr } = await run('--timeout', '5s');
      expect(stdout).toContain('proven: federates 3 samples');
      const keys = join(fleet.directory, 'keys');
      await run('--timeout', '5s', '--to', 'file', '--dir', keys);
      expect(readFileSync(join(home, 'told'), 'utf8')).toContain('check-ignore');
      const written = filesBelow(home).map((path) => readFileSync(path, 'utf8'));
      const files = filesBelow(keys).map((path) => readFileSync(path, 'utf8'));
      expect(files.join('')).toMatch(/PRIVATE KEY|^ey/m);
      const filed = files.flatMap((text) => (/PRIVATE KEY|^ey/.test(text) ? text.split('\n') : []));
      const forms = [
        ...secretForms(fleet),
        ...filed.filter((line) => /^[\w+/=.-]{24,}$/.test(line)),
      ];
      for (const secret of forms) expect([stdout, stderr, ...written].join()).not.toContain(secret);
    }));
});

it('a key that was made for nothing is not spoken of either', () =>
  withFleet({ each: () => ({ signing: 'otherSubject' }) }, async (fleet) => {
    const { stdout, stderr } = await fleet.connect('--timeout', '1s');
    expect(stderr).toContain('someone-else');
    const everything = [stdout, stderr, ...fleet.hub.counters.seen].join('\n');
    const base64 = Buffer.from('PRIVATE KEY').toString('base64').slice(0, 12);
    expect(everything).not.toContain('PRIVATE KEY');
    expect(everything).not.toContain(base64);
  }));

function filesBelow(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
