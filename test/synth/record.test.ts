import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SynthesisOptions, synthesize } from '../../synth/synthesize';

let directory: string;
let fleet: string;
let out: string;
let cache: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-record-'));
  fleet = join(directory, 'fleet.yaml');
  out = join(directory, 'dist');
  cache = join(directory, 'cache');
  writeFileSync(fleet, FLEET);
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Large as text, and with warnings; quick to render all the same. */
const FLEET = `hub: { cluster: home }
clusters:
  - { name: a, server: 'https://192.0.2.1' }
  - { name: b, server: 'https://192.0.2.2', tls: { insecureSkipVerify: true } }
#${'-'.repeat(50_000)}
`;
const ACCESS = 'clusters/a/access.k8s.yaml';
const A = 'clusters/a/monitor.k8s.yaml';

/** A synthesis, and whether it rendered anything. */
function run(options: Partial<SynthesisOptions> = {}) {
  let rendered = false;
  const onProgress = () => {
    rendered = true;
  };
  return { ...synthesize({ fleet, out, cache, onProgress, ...options }), rendered };
}

/** Every file below the output directory with its text. */
function texts(below = out): Record<string, string> {
  const entries = readdirSync(below, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name).slice(below.length + 1),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

/** Gives a file the times of another to the nanosecond; it is made if it is not there. */
const setTimes = (file: string, reference: string) =>
  execFileSync('touch', ['-r', reference, file], { cwd: directory });

const recordFile = () => join(cache, readdirSync(cache)[0] ?? '');

describe('when nothing has changed', () => {
  it('nothing is rendered, and all is said as before', () => {
    const first = run();
    const { rendered, ...again } = run();
    expect({ first: first.rendered, again: rendered }).toEqual({ first: true, again: false });
    const { rendered: _, ...without } = run({ cache: undefined });
    expect(again).toEqual(without);
    expect(again.diagnostics).toHaveLength(2);
    expect(again.result?.changes?.written).toBe(0);
  });

  it('files that are not ours do not matter', () => {
    run();
    writeFileSync(join(out, 'README.md'), 'mine');
    writeFileSync(join(out, 'clusters/a/notes.txt'), 'mine');
    expect(run().rendered).toBe(false);
  });

  it('each output directory has a record of its own', () => {
    run();
    expect(run({ out: join(directory, 'other') }).rendered).toBe(true);
    expect(run().rendered).toBe(false);
    expect(run({ out: join(directory, 'other') }).rendered).toBe(false);
  });
});

describe('everything is rendered, and put right, when', () => {
  const path = (file: string) => join(out, file);
  const edits: Record<string, () => void> = {
    'a file is edited': () => appendFileSync(path(A), '# mine\n'),
    'a file is edited without a change of its size': () =>
      writeFileSync(path(A), readFileSync(path(A), 'utf8').replace('a', 'b')),
    'a file is edited and its times are set back': () => {
      setTimes('reference', path(A));
      writeFileSync(path(A), readFileSync(path(A), 'utf8').replace('a', 'b'));
      setTimes(path(A), 'reference');
    },
    'a file is deleted': () => rmSync(path(A)),
    'a cluster is deleted': () => rmSync(path('clusters/a'), { recursive: true }),
    'everything is deleted': () => rmSync(out, { recursive: true }),
    'a file is replaced by another of the same size and time': () => {
      writeFileSync(path('new'), readFileSync(path(A), 'utf8').replace('a', 'b'));
      setTimes(path('new'), path(A));
      renameSync(path('new'), path(A));
    },
    'two files are swapped': () => {
      renameSync(path(A), path('clusters/aside'));
      renameSync(path('clusters/b/monitor.k8s.yaml'), path(A));
      renameSync(path('clusters/aside'), path('clusters/b/monitor.k8s.yaml'));
    },
    'a file is replaced by a link': () => {
      copyFileSync(path(A), path('copy'));
      rmSync(path(A));
      symlinkSync(path('copy'), path(A));
    },
    'a file is added': () => writeFileSync(path('clusters/a/more.k8s.yaml'), ''),
    'a cluster is added': () => {
      mkdirSync(path('clusters/c'));
      writeFileSync(path('clusters/c/access.k8s.yaml'), '');
    },
  };
  it.each(Object.entries(edits))('%s', (_what, edit) => {
    run();
    const before = texts();
    edit();
    expect(run().rendered).toBe(true);
    const ours = Object.entries(texts()).filter(([file]) => /^(hub|clusters)\//.test(file));
    expect(Object.fromEntries(ours)).toEqual(before);
    expect(run().rendered).toBe(false);
  });

  it('the fleet file is changed', () => {
    run();
    writeFileSync(fleet, FLEET.replace('192.0.2.1', '192.0.2.9'));
    expect(run()).toMatchObject({ rendered: true, result: { changes: { written: 1 } } });
    writeFileSync(fleet, FLEET);
    expect(run()).toMatchObject({ rendered: true, result: { changes: { written: 1 } } });
  });

  it('the fleet file goes by another name, which diagnostics carry', () => {
    run();
    copyFileSync(fleet, join(directory, 'other.yaml'));
    const { rendered, diagnostics } = run({ fleet: join(directory, 'other.yaml') });
    expect(rendered).toBe(true);
    expect(diagnostics[0]?.file).toBe(join(directory, 'other.yaml'));
  });

  it('warnings are to stop it', () => {
    run();
    expect(run({ strict: true }).result).toBeUndefined();
    expect(run().rendered).toBe(false);
  });

  it('a variable of cdk8s is set', () => {
    run();
    process.env.CDK8S_DISABLE_SORT = '1';
    try {
      expect(run().rendered).toBe(true);
    } finally {
      delete process.env.CDK8S_DISABLE_SORT;
    }
  });

  it('a file was edited during the last synthesis', () => {
    run();
    const before = texts();
    appendFileSync(join(out, A), '# mine\n');
    // The files of the first member have been compared when the second one is rendered.
    const edit = (done: number) => done === 2 && appendFileSync(join(out, ACCESS), '# mine\n');
    run({ onProgress: edit });
    expect(texts()[ACCESS]).not.toBe(before[ACCESS]);
    expect(run().rendered).toBe(true);
    expect(texts()).toEqual(before);
  });

  it('the fleet is small, as that is quicker', () => {
    writeFileSync(fleet, FLEET.replace('-'.repeat(9_000), ''));
    run();
    expect(run().rendered).toBe(true);
    expect(readdirSync(directory)).not.toContain('cache');
  });
});

describe('a record', () => {
  it('is for nobody else to read', () => {
    run();
    expect(statSync(cache).mode & 0o777).toBe(0o700);
    expect(statSync(recordFile()).mode & 0o777).toBe(0o600);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it.each([
    ['empty', () => ''],
    ['cut short', (text: string) => text.slice(0, -100)],
    ['of another kind', () => '{"version":3}'],
    ['nothing', () => 'null'],
    ['without signatures', (text: string) => text.replace('"signatures"', '"other"')],
    [
      'with signatures that are none',
      (text: string) => text.replace(/"signatures":.*/, '"signatures":{"a":1}}'),
    ],
    [
      'with no signatures in it',
      (text: string) => text.replace(/"signatures":.*/, '"signatures":{}}'),
    ],
    [
      'with counts that are none',
      (text: string) => text.replace(/"objects":\d+/, '"objects":"many"'),
    ],
  ])('that is %s is ignored and replaced', (_what, broken) => {
    run();
    writeFileSync(recordFile(), broken(readFileSync(recordFile(), 'utf8')));
    expect(run()).toMatchObject({ rendered: true, result: { changes: { written: 0 } } });
    expect(run().rendered).toBe(false);
  });

  it.each([
    ['a file is in the place of its directory', () => writeFileSync(cache, '')],
    ['its directory cannot be made', () => symlinkSync(join(directory, 'none', 'none'), cache)],
  ])('that cannot be written is done without: %s', (_what, hinder) => {
    hinder();
    expect(run()).toMatchObject({ rendered: true, result: { changes: { removed: 0 } } });
    expect(run()).toMatchObject({ rendered: true, result: { changes: { written: 0 } } });
  });

  it('that is a directory is done without', () => {
    run();
    const file = recordFile();
    rmSync(file);
    mkdirSync(join(file, 'full'), { recursive: true });
    expect(run().rendered).toBe(true);
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it('is one of twenty at most: the oldest goes', () => {
    run({ out: join(directory, 'oldest') });
    const oldest = recordFile();
    utimesSync(oldest, 1, 1);
    for (let index = 0; index < 19; index += 1) {
      writeFileSync(join(cache, `${String(index).padStart(32, '0')}.json`), '');
    }
    writeFileSync(join(cache, 'mine.json'), '');
    utimesSync(join(cache, 'mine.json'), 1, 1);
    run();
    expect(readdirSync(cache)).toHaveLength(21);
    expect(existsSync(oldest)).toBe(false);
    expect(existsSync(join(cache, 'mine.json'))).toBe(true);
    expect(run().rendered).toBe(false);
  });
});

describe('of a fleet in several files', () => {
  const part = () => join(directory, 'part.d', 'b.yaml');
  const CLUSTER = "clusters: [{ name: c, server: 'https://192.0.2.3' }]\n";
  beforeEach(() => {
    mkdirSync(join(directory, 'part.d'));
    writeFileSync(part(), CLUSTER);
    appendFileSync(fleet, "include: ['part.d/*.yaml']\n");
  });

  it('nothing is rendered while each of them is as it was', () => {
    expect(run()).toMatchObject({ rendered: true, result: { clusters: 3 } });
    expect(run()).toMatchObject({ rendered: false, result: { clusters: 3 } });
  });

  it('a change of one is rendered, and so is a file that comes or goes', () => {
    run();
    appendFileSync(part(), '# changed\n');
    expect(run().rendered).toBe(true);
    writeFileSync(
      join(directory, 'part.d', 'c.yaml'),
      CLUSTER.replace('name: c', 'name: d').replace('2.3', '2.4'),
    );
    expect(run()).toMatchObject({ rendered: true, result: { clusters: 4 } });
    rmSync(part());
    expect(run()).toMatchObject({ rendered: true, result: { clusters: 3 } });
  });
});
