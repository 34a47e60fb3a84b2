import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DirectoryWriter } from '../../output/directory/writer';
import { synthesize } from '../../synth/synthesize';

let parent: string;
let out: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'promfleet-foreign-'));
  out = join(parent, 'dist');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const HUB = 'hub/hub.k8s.yaml';
const A = 'clusters/a/monitor.k8s.yaml';

function write(files: Record<string, string> = { [HUB]: 'hub', [A]: 'a' }) {
  const writer = new DirectoryWriter(out);
  for (const [path, text] of Object.entries(files)) writer.add(path, text);
  return writer.commit();
}

function put(path: string, text = 'mine'): void {
  mkdirSync(dirname(join(parent, path)), { recursive: true });
  writeFileSync(join(parent, path), text);
}

const text = (path: string) => readFileSync(join(parent, path), 'utf8');

describe('what promfleet did not make stays, whatever it is called', () => {
  it.each([
    'dist/.promfleet-notes',
    'dist/.promfleet-99999999/new/hub/hub.k8s.yaml',
    'dist/.promfleet-0123456789abcdef0123456789abcdef/new/hub/hub.k8s.yaml',
    'dist/.promfleet-0123456789abcdef0123456789abcdef/owner.json',
    'dist/.promfleet-0123456789abcdef0123456789abcdef',
    '.promfleet-notes',
    '.promfleet-99999999/new/hub/hub.k8s.yaml',
    'dist/hub/hub.k8s.yaml.orig',
    'dist/clusters/a.k8s.yaml',
    'dist/clusters/a/more/x.k8s.yaml',
  ])('%s', (path) => {
    put(path);
    write();
    write({ [HUB]: 'hub' });
    expect(text(path)).toBe('mine');
    expect(text('dist/hub/hub.k8s.yaml')).toBe('hub');
  });

  it('and so does what has come into a directory that was made for a run that is aborted', () => {
    const writer = new DirectoryWriter(out);
    put('dist/notes.txt');
    writer.abort();
    expect(text('dist/notes.txt')).toBe('mine');
  });
});

describe('what is in the way is named and not removed', () => {
  const elsewhere = () => {
    put('elsewhere/hub.k8s.yaml');
    put('elsewhere/left.k8s.yaml');
    return join(parent, 'elsewhere');
  };
  it.each([
    [
      'a directory for a file',
      () => put(`dist/${A}/notes.txt`),
      `${A} has to be a file, found a directory, move it away`,
    ],
    [
      'a file for a directory',
      () => put('dist/clusters/a'),
      'clusters/a has to be a directory, found a file, move it away',
    ],
    [
      'a link for the directory of the hub',
      () => {
        mkdirSync(out);
        symlinkSync(elsewhere(), join(out, 'hub'));
      },
      'hub has to be a directory, found a link, move it away',
    ],
    [
      'a link for the directory of a cluster',
      () => {
        mkdirSync(join(out, 'clusters'), { recursive: true });
        symlinkSync(elsewhere(), join(out, 'clusters/a'));
      },
      'clusters/a has to be a directory, found a link, move it away',
    ],
  ])('%s', (_what, make, message) => {
    make();
    cpSync(parent, `${parent}-before`, { recursive: true, verbatimSymlinks: true });
    const before = readdirSync(`${parent}-before`, { recursive: true }).sort();
    rmSync(`${parent}-before`, { recursive: true });
    expect(() => write()).toThrow(`cannot write ${out}: ${message}`);
    expect(readdirSync(parent, { recursive: true }).sort()).toEqual(before);
  });

  it('links to directories of clusters that have left are not followed', () => {
    mkdirSync(join(out, 'clusters'), { recursive: true });
    symlinkSync(elsewhere(), join(out, 'clusters/left'));
    write();
    expect(text('elsewhere/left.k8s.yaml')).toBe('mine');
  });

  it.each(['hub/hub.k8s.yaml', 'clusters/left/fleet.k8s.yaml'])('the fleet file as %s', (path) => {
    const fleet = join(out, path);
    const yaml = "hub: { cluster: home }\nclusters: [{ name: a, server: 'https://192.0.2.1' }]\n";
    put(`dist/${path}`, yaml);
    expect(() => synthesize({ fleet, out })).toThrow('the fleet file is in the way');
    expect(readFileSync(fleet, 'utf8')).toBe(yaml);
    expect(readdirSync(out)).toHaveLength(1);
  });
});

describe('a name that cannot be meant is refused', () => {
  it.each([
    ['', 'not a directory, found an empty name, name one'],
    ['/', 'not to be written, found the root /, name a directory below it'],
    ['/tmp/..', 'not to be written, found the root /, name a directory below it'],
  ])('%j', (name, message) => {
    expect(() => new DirectoryWriter(name)).toThrow(message);
    expect(existsSync('/hub')).toBe(false);
  });
});
