import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { synthesize } from '../../../synth/synthesize';

type Tree = Readonly<Record<string, string>>;

/** What came of a synthesis that was to be killed at one of its calls. */
export interface Outcome {
  /** Whether it ended before it came to that call. */
  readonly ended: boolean;
  /** What does not hold that has to. */
  readonly problems: readonly string[];
}

/** Long enough for a record to be kept of it. */
const fleet = (...clusters: string[]) =>
  ['hub: { cluster: home }', 'clusters:', ...clusters, `#${'-'.repeat(50_000)}`].join('\n');
const cluster = (name: string, host: number, more = '') =>
  `  - { name: ${name}, server: 'https://192.0.2.${host}'${more} }`;

const OLD = fleet(cluster('changed', 1), cluster('left', 2), cluster('same', 3));
const NEW = fleet(
  cluster('changed', 9, ', labels: { a: b }'),
  cluster('joined', 2),
  cluster('same', 3),
);

const FOREIGN: Tree = {
  'README.md': 'mine',
  '.promfleet-notes': 'mine',
  '.promfleet-12345/new/hub/hub.k8s.yaml': 'mine',
  'hub/values.yaml': 'mine',
  'clusters/left/notes.txt': 'mine',
};

/**
 * Synthesises one fleet over another, or into nothing, and is killed at a call; then the next run
 * synthesises either fleet, as if nothing had happened.
 */
export class KillMatrix {
  private readonly directory = mkdtempSync(join(tmpdir(), 'promfleet-kill-'));
  private readonly fleets: { readonly old: string; readonly new: string };
  private readonly trees: { readonly old: Tree; readonly new: Tree };

  /** @param bin - the program that is killed */
  constructor(private readonly bin = join(__dirname, '../../../cli/bin.js')) {
    const write = (name: string, text: string) => {
      const file = join(this.directory, `${name}.yaml`);
      writeFileSync(file, text);
      return file;
    };
    this.fleets = { old: write('old', OLD), new: write('new', NEW) };
    const render = (which: 'old' | 'new') => {
      const out = join(this.directory, which);
      synthesize({ fleet: this.fleets[which], out });
      return tree(out);
    };
    this.trees = { old: render('old'), new: render('new') };
  }

  remove(): void {
    rmSync(this.directory, { recursive: true });
  }

  /**
   * @param call - which of its calls kills the synthesis
   * @param from - what is there before
   * @param next - the fleet of the next run
   */
  async kill(call: number, from: 'old' | 'nothing', next: 'old' | 'new'): Promise<Outcome> {
    const place = mkdtempSync(join(this.directory, 'run-'));
    const out = join(place, 'dist');
    const cache = join(place, 'cache', 'promfleet', 'synth');
    const problems: string[] = [];
    const run = (which: 'old' | 'new') => synthesize({ fleet: this.fleets[which], out, cache });
    if (from === 'old') run('old');
    const foreign = from === 'old' ? FOREIGN : {};
    for (const [path, text] of Object.entries(foreign)) writeWhole(join(out, path), text);

    const signal = await this.synth(out, join(place, 'cache'), call);
    if (existsSync(out)) {
      const old = from === 'old' ? this.trees.old : {};
      problems.push(...this.mixed(tree(out), old, foreign));
    }
    const { diagnostics, result } = run(next);
    if (!result) problems.push(`the next run: ${JSON.stringify(diagnostics)}`);
    problems.push(...differences(tree(out), { ...this.trees[next], ...foreign }));
    rmSync(place, { recursive: true });
    return { ended: signal === null, problems };
  }

  private synth(out: string, cache: string, call: number): Promise<NodeJS.Signals | null> {
    const preload = join(__dirname, 'at-call.js');
    const child = spawn(
      process.execPath,
      ['--require', preload, this.bin, 'synth', '--fleet', this.fleets.new, '--out', out],
      { stdio: 'ignore', env: { ...process.env, XDG_CACHE_HOME: cache, KILL_AT: String(call) } },
    );
    return new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  }

  /** What a killed run must not leave: a file that is missing, torn or not ours and changed. */
  private mixed(found: Tree, old: Tree, foreign: Tree): string[] {
    const paths = new Set([...Object.keys(old), ...Object.keys(this.trees.new)]);
    const ours = [...paths].flatMap((path) => {
      const right = [old[path], this.trees.new[path]];
      if (right.includes(found[path])) return [];
      return [`${path} is ${found[path] === undefined ? 'missing' : 'torn'}`];
    });
    const theirs = Object.entries(foreign).filter(([path, text]) => found[path] !== text);
    return [...ours, ...theirs.map(([path]) => `${path} was touched`)];
  }
}

function differences(found: Tree, right: Tree): string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(right)])]
    .filter((path) => found[path] !== right[path])
    .map((path) => `after the next run ${path} is not as it should be`);
}

/** Every file below a directory with its text, and every empty directory. */
function tree(directory: string): Tree {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const found = entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(directory.length + 1);
    if (entry.isFile()) return [[name, readFileSync(path, 'utf8')]];
    return readdirSync(path).length === 0 ? [[name, '/']] : [];
  });
  return Object.fromEntries(found);
}

function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
