import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { keysOf } from '../../../output/helm/chart/keys';
import type { Schema } from '../../../output/helm/chart/values-schema';
import { helmCharts } from '../../../output/helm/charts';
import { writeCharts } from '../../../output/helm/write';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const CHARTS = helmCharts(version);

describe.each(CHARTS.map((chart) => [chart.name, chart] as const))('%s', (name, { files }) => {
  const file = (path: string) => files.get(path) ?? '';
  const templates = [...files].filter(([path]) => path.startsWith('templates/'));

  it.each([...files.keys()])('is committed as the constructs say: %s', (path) => {
    expect(readFileSync(join('helm', name, path), 'utf8')).toBe(file(path));
  });

  it('renders the same each time: it looks nothing up, and has neither dates nor chance', () => {
    const actions = templates.flatMap(([, text]) => text.match(/\{\{[\s\S]*?\}\}/g) ?? []);
    expect(actions.length).toBeGreaterThan(100);
    const unsteady = /\b(lookup|now|date\w*|rand\w+|gen[A-Z]\w+|uuidv4|getHostByName)\b/;
    expect(actions.filter((action) => unsteady.test(action))).toEqual([]);
  });

  it('has no mark left in it', () => {
    for (const [, text] of templates) expect(text).not.toMatch(/qz\d+.*zq|\b19\d{8}\b/);
  });

  it('says of every key of its values what it means', () => {
    const lines = file('values.yaml').split('\n');
    const keys = lines.filter((line) => /^ *(# )*[a-zA-Z_]+:( |$)/.test(line));
    expect(keys.length).toBeGreaterThan(50);
    for (const [at, line] of lines.entries()) {
      if (!keys.includes(line)) continue;
      expect(`${lines[at - 1]} above ${line}`).toMatch(/^ *#.* above/);
    }
  });

  it('has values that its schema knows, and the other way round', () => {
    const schema = JSON.parse(file('values.schema.json')) as Schema;
    const known = Object.keys(schema.properties ?? {});
    expect(known).toEqual(expect.arrayContaining(Object.keys(parse(file('values.yaml')))));
    for (const { path, below } of keysOf(schema)) {
      if (below.length === 0) expect(file('README.md')).toContain(`| \`${path}\` |`);
    }
  });

  it('has a schema that Helm can read', () => {
    expect(file('values.schema.json')).not.toContain('(?=');
  });
});

describe('charts are written', () => {
  let out: string;
  beforeEach(() => {
    out = mkdtempSync(join(tmpdir(), 'promfleet-charts-'));
  });
  afterEach(() => rmSync(out, { recursive: true }));

  const count = CHARTS.reduce((sum, { files }) => sum + files.size, 0);

  it('once, and not again while they are the same', () => {
    expect(writeCharts(out, CHARTS)).toEqual({ written: count, unchanged: 0, removed: 0 });
    expect(writeCharts(out, CHARTS)).toEqual({ written: 0, unchanged: count, removed: 0 });
  });

  it('without templates that are no longer part of them, and with the files of others', () => {
    writeCharts(out, CHARTS);
    const hub = join(out, 'promfleet-hub');
    writeFileSync(join(hub, 'templates', 'old.yaml'), 'kind: Old\n');
    writeFileSync(join(hub, 'values-production.yaml'), 'hub: {}\n');
    expect(writeCharts(out, CHARTS)).toEqual({ written: 0, unchanged: count, removed: 1 });
    expect(readFileSync(join(hub, 'values-production.yaml'), 'utf8')).toBe('hub: {}\n');
  });

  it('not over what is no chart of ours', () => {
    mkdirSync(join(out, 'promfleet-hub'));
    writeFileSync(join(out, 'promfleet-hub', 'notes.txt'), 'mine\n');
    expect(writeCharts(out, CHARTS)).toEqual({
      refusal: expect.stringContaining('promfleet-hub is no chart promfleet-hub'),
    });
    expect(() => readFileSync(join(out, 'promfleet-monitor', 'Chart.yaml'))).toThrow();
  });
});
