import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../cli/run';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'promfleet-helm-cli-'));
});
afterEach(() => rmSync(out, { recursive: true }));

async function helmAt(isTTY: boolean, ...more: string[]) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    isTTY,
    write: (chunk: string) => {
      written[name] += chunk.replaceAll(out, 'OUT');
    },
  });
  const io = { stdout: stream('stdout'), stderr: stream('stderr'), env: {} };
  return { code: await run(['helm', '--out', out, ...more], io), ...written };
}

const helm = (...more: string[]) => helmAt(false, ...more);

describe('promfleet helm', () => {
  it('writes both charts, and says so', async () => {
    const { code, stdout, stderr } = await helm();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^OUT: 2 charts; files: \d+ written, 0 unchanged, 0 removed\n$/);
    expect(readdirSync(out).sort()).toEqual(['promfleet-hub', 'promfleet-monitor']);
  });

  it('says it as JSON, too; a terminal shows how far it is, and nothing of that is left', async () => {
    const { stdout, stderr } = await helmAt(true, '--output', 'json');
    const shown = stderr.split('\r').slice(1);
    expect(shown.pop()).toBe('\u001b[K');
    expect(shown).toEqual(shown.map(() => expect.stringMatching(/^\d+ of \d+ examples$/)));
    expect(shown.length).toBeGreaterThan(1);
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      charts: ['promfleet-monitor', 'promfleet-hub'],
      changes: { written: expect.any(Number), unchanged: 0, removed: 0 },
    });
  });

  it('exits with 2 and writes nothing where something else is', async () => {
    mkdirSync(join(out, 'promfleet-hub'));
    writeFileSync(join(out, 'promfleet-hub', 'mine.txt'), '');
    // Before it makes anything: it is not seen to work.
    expect(await helmAt(true)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'OUT/promfleet-hub is no chart promfleet-hub, found a directory without its Chart.yaml, remove it or write elsewhere with --out\n',
    });
    const { stdout } = await helm('--output', 'json');
    expect(JSON.parse(stdout)).toEqual({
      ok: false,
      refusal: expect.stringContaining('is no chart promfleet-hub'),
    });
    expect(readdirSync(out)).toEqual(['promfleet-hub']);
  });
});
