import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatDiagnostic, warning } from '../../diagnostics';
import { type FleetPath, readFleetFile } from '../../inventory';
import { loadFleet } from '../../synth/load';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'several-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HUB = 'hub: { cluster: home }\n';
const cluster = (name: string, more = '') =>
  `clusters: [{ name: ${name}, server: 'https://${name}.example.com'${more} }]\n`;

/** Writes files, by their names. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const at = (path: FleetPath) =>
  typeof path === 'string' ? join(folder, path) : path.map((one) => join(folder, one));

const names = (path: FleetPath) =>
  readFleetFile(at(path)).file?.clusters.map(({ name }) => name) ?? problems(path);

const problems = (path: FleetPath) =>
  readFleetFile(at(path)).problems.map((problem) =>
    formatDiagnostic(problem).replaceAll(`${folder}/`, ''),
  );

describe('a fleet file in several files', () => {
  it('is a directory of them, in the order of their names', () => {
    write({
      'fleet.d/20-b.yml': cluster('b'),
      'fleet.d/10-hub.yaml': HUB,
      'fleet.d/15-a.yaml': cluster('a'),
      'fleet.d/30-nothing.yaml': '# nobody yet\n',
      'fleet.d/.hidden.yaml': cluster('hidden'),
      'fleet.d/notes.txt': 'no fleet file',
    });
    expect(names('fleet.d')).toEqual(['a', 'b']);
  });

  it('is several that are named', () => {
    write({ 'hub.yaml': HUB, 'a.yaml': cluster('a'), 'more/b.yaml': cluster('b') });
    expect(names(['hub.yaml', 'a.yaml', 'more'])).toEqual(['a', 'b']);
  });

  it('includes paths, directories and globs from where it is', () => {
    write({
      'fleet.yaml': `${HUB}include: [a.yaml, sites, 'eu/**/*.yaml']\n${cluster('own')}`,
      'a.yaml': cluster('a'),
      'sites/x.yaml': `include: [../y.yaml]\n${cluster('x')}`,
      'y.yaml': cluster('y'),
      'eu/de.yaml': cluster('de'),
      'eu/north/se.yaml': cluster('se'),
      'eu/north/notes.md': 'none',
    });
    expect(names('fleet.yaml')).toEqual(['own', 'a', 'x', 'y', 'de', 'se']);
  });

  it('has each file once, whichever ways lead to it', () => {
    write({
      'fleet.yaml': `${HUB}include: ['*.yaml', a.yaml, link.yaml]\n`,
      'a.yaml': cluster('a'),
      'b.yaml': `include: [a.yaml]\n${cluster('b')}`,
    });
    symlinkSync(join(folder, 'a.yaml'), join(folder, 'link.yaml'));
    expect(names(['fleet.yaml', 'b.yaml'])).toEqual(['a', 'b']);
  });

  it('has groups in one file that clusters of another are in', () => {
    write({
      'a.yaml': `${HUB}groups: { edge: { labels: { tier: edge } } }\n`,
      'b.yaml': `groups: { lab: { labels: { tier: lab } } }\n${cluster('b', ', group: edge')}`,
      'c.yaml': cluster('c', ', group: lab'),
    });
    const { fleet } = loadFleet(at(['a.yaml', 'b.yaml', 'c.yaml']));
    expect(fleet?.members.map(({ monitor }) => monitor?.externalLabels)).toMatchObject([
      { tier: 'edge' },
      { tier: 'lab' },
    ]);
  });

  it('reads dashboards from beside the file that names their folder', () => {
    write({
      'fleet.yaml': `include: [deep/hub.yaml]\n${cluster('a')}`,
      'deep/hub.yaml': 'hub: { cluster: home, grafana: { dashboards: { folder: own } } }\n',
      'deep/own/one.json': '{"title":"One","uid":"one","panels":[]}',
    });
    expect(loadFleet(at('fleet.yaml')).folder?.path).toBe(join(folder, 'deep', 'own'));
  });

  it('has what is found later placed in the file that says it', () => {
    write({ 'a.yaml': `${HUB}${cluster('a')}`, 'b.yaml': `\n${cluster('b')}` });
    const { place } = readFleetFile(at(['a.yaml', 'b.yaml']));
    const path = ['clusters', 1, 'server'];
    const [placed] = place([warning('invalid-value', path, 'so')]);
    expect(placed).toMatchObject({
      file: join(folder, 'b.yaml'),
      line: 2,
      col: 31,
      path: ['clusters', 0, 'server'],
      cluster: 'b',
    });
  });
});

describe('a mistake in one of several files', () => {
  it.each<[string, Record<string, string>, FleetPath, string[]]>([
    [
      'a cluster that another has, too',
      { 'a.yaml': `${HUB}${cluster('a')}`, 'b.yaml': `\n${cluster('a')}` },
      ['a.yaml', 'b.yaml'],
      [
        'b.yaml:2:20: clusters[0] (a).name: the name "a" is taken by clusters[0] at a.yaml:2:20, write another',
      ],
    ],
    [
      'two hubs',
      { 'd/a.yaml': `${HUB}${cluster('a')}`, 'd/b.yaml': `# two\n${HUB}` },
      'd',
      [
        'd/b.yaml:2:1: hub: `hub` stands in one file only, found it at d/a.yaml:1:1, too, leave it out of one',
      ],
    ],
    [
      'a loop of includes',
      {
        'a.yaml': `${HUB}include: [b.yaml]\n`,
        'b.yaml': 'include:\n  - c.yaml\n',
        'c.yaml': 'include: ["*.yaml"]\n',
      },
      'a.yaml',
      [
        'c.yaml:1:11: include[0]: a loop of includes, found a.yaml → b.yaml → c.yaml → a.yaml, leave one out',
        'c.yaml:1:11: include[0]: a loop of includes, found b.yaml → c.yaml → b.yaml, leave one out',
      ],
    ],
    [
      'one that includes itself',
      { 'a.yaml': `${HUB}${cluster('a')}include: [./a.yaml]\n` },
      'a.yaml',
      ['a.yaml:3:11: include[0]: a loop of includes, found a.yaml → a.yaml, leave one out'],
    ],
    [
      'one that is not there',
      { 'a.yaml': `${HUB}${cluster('a')}include: [b.yaml]\n` },
      'a.yaml',
      [
        'a.yaml:3:11: include[0]: cannot be included, found "b.yaml": there is no such file, write one or name another',
      ],
    ],
    [
      'a glob and a directory that nothing is in',
      { 'a.yaml': `${HUB}${cluster('a')}include: ['b*.yaml', d]\n`, 'd/notes.txt': '' },
      'a.yaml',
      [
        'a.yaml:3:11: include[0]: no file is there to include, found none for "b*.yaml", write one or leave it out',
        'a.yaml:3:22: include[1]: no file is there to include, found none for "d", write one or leave it out',
      ],
    ],
    [
      'YAML that is none',
      { 'a.yaml': `${HUB}${cluster('a')}include: [b.yaml]\n`, 'b.yaml': 'clusters: [\n' },
      'a.yaml',
      ['b.yaml:2:1: the [ has no ] before this, write it'],
    ],
    [
      'no hub in any',
      { 'd/a.yaml': cluster('a'), 'd/b.yaml': cluster('b') },
      'd',
      [
        'd/a.yaml:1:1: missing key `hub`, write it: the central Prometheus, Alertmanager and Grafana',
      ],
    ],
    [
      'a group that no file has',
      {
        'a.yaml': `${HUB}groups: { warehouse: {} }\n`,
        'b.yaml': cluster('b', ', group: warehuose'),
      },
      ['a.yaml', 'b.yaml'],
      [
        'b.yaml:1:63: clusters[0] (b).group: no group has this name, found "warehuose", did you mean warehouse?',
      ],
    ],
  ])('%s', (_what, files, path, expected) => {
    write(files);
    expect(problems(path)).toEqual(expected);
  });

  it('is told of bytes that are no text where they are', () => {
    write({ 'a.yaml': `${HUB}${cluster('a')}include: [b.yaml]\n` });
    writeFileSync(join(folder, 'b.yaml'), Buffer.from([0x61, 0xff]));
    expect(problems('a.yaml')).toEqual([
      'b.yaml:1:2: not UTF-8, found the byte 0xff, save the file as UTF-8',
    ]);
  });

  it('is told of more than can be read', () => {
    const long = `#${'-'.repeat(3 * 1024 * 1024)}\n`;
    write({ 'a.yaml': HUB + long, 'b.yaml': cluster('b') + long });
    expect(problems(['a.yaml', 'b.yaml'])).toEqual([
      'b.yaml: the files are too large together, write at most 4194304 bytes in all',
    ]);
  });
});
