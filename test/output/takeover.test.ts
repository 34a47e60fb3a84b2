import fs, {
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
import { OWNER } from '../../output/directory/claim';
import { OutputError } from '../../output/directory/error';
import { thisProcess } from '../../output/directory/owner';
import { DirectoryWriter } from '../../output/directory/writer';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'promfleet-takeover-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(out, { recursive: true, force: true });
});

type Tree = Readonly<Record<string, string>>;

const HUB = 'hub/hub.k8s.yaml';
const member = (name: string) => `clusters/${name}/monitor.k8s.yaml`;

const BEFORE: Tree = { [HUB]: 'before', [member('left')]: 'before', [member('same')]: 'same' };
const FIRST: readonly (readonly [string, Tree])[] = [
  [
    'replaces, adds and removes',
    {
      [HUB]: 'first',
      'hub/more.k8s.yaml': 'first',
      [member('joined')]: 'first',
      [member('same')]: 'same',
    },
  ],
  ['only removes', { [HUB]: 'before', [member('same')]: 'same' }],
];
const SECOND: Tree = { [HUB]: 'second', [member('left')]: 'before', [member('other')]: 'second' };

function write(files: Tree) {
  const writer = new DirectoryWriter(out);
  for (const [path, text] of Object.entries(files)) writer.add(path, text);
  return writer.commit();
}

/** Every file below the directory with its text, and every empty directory. */
function tree(): Tree {
  const entries = readdirSync(out, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(out.length + 1);
    if (entry.isFile()) return [[name, readFileSync(path, 'utf8')]];
    return readdirSync(path).length === 0 ? [[name, '/']] : [];
  });
  return Object.fromEntries(entries);
}

/** Has what is claimed here be of another host, which was last heard of so long ago. */
function moveElsewhere(quietSeconds: number): void {
  const [claimed = ''] = readdirSync(out).filter((name) => name.startsWith('.promfleet-'));
  const file = join(out, claimed, OWNER);
  const machine = 'other-host 7d1d boot pid:[4026531836]';
  writeFileSync(file, JSON.stringify({ ...JSON.parse(thisProcess()), machine }));
  const heard = new Date(Date.now() - quietSeconds * 1000);
  utimesSync(file, heard, heard);
}

const CHANGES = ['renameSync', 'linkSync', 'rmdirSync'] as const;

/** Does something at the N-th change that places a file. */
function before(nth: number, action: () => void): { readonly done: () => boolean } {
  let changes = 0;
  for (const name of CHANGES) {
    const original = fs[name] as (...given: unknown[]) => void;
    jest.spyOn(fs, name).mockImplementation((...given: unknown[]) => {
      // The staging directory itself leaves when all is done.
      const places = !(name === 'rmdirSync' && String(given[0]).includes('.promfleet-'));
      if (places) changes += 1;
      if (places && changes === nth) action();
      return original(...given);
    });
  }
  return { done: () => changes >= nth };
}

/** What an action says that is expected to be refused. */
function said(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(OutputError);
    return (error as Error).message;
  }
  return 'done';
}

/**
 * Has the first run stop at each of its changes in turn, and another begin meanwhile.
 *
 * @param quiet - for how many seconds nothing was heard of the first
 */
function atEveryChange(files: Tree, quiet: number) {
  const outcomes: { step: number; first: string; second: string; left: Tree }[] = [];
  for (let step = 1; ; step += 1) {
    rmSync(out, { recursive: true });
    mkdirSync(out);
    write(BEFORE);
    let second = '';
    const { done } = before(step, () => {
      moveElsewhere(quiet);
      second = said(() => write(SECOND));
    });
    const first = said(() => write(files));
    jest.restoreAllMocks();
    if (!done()) return outcomes;
    outcomes.push({ step, first, second, left: tree() });
  }
}

describe('a run on another host that stops while it places files', () => {
  it.each(FIRST)('is taken over after two minutes, and spoils nothing later: it %s', (_, files) => {
    const outcomes = atEveryChange(files, 125);
    expect(outcomes.length).toBeGreaterThan(1);
    expect(outcomes).toEqual(
      outcomes.map(({ step }) => ({
        step,
        first: expect.stringMatching(
          /^another promfleet has taken over, found \S+ removed, run it again$/,
        ),
        second: 'done',
        left: SECOND,
      })),
    );
  });

  it.each(FIRST)('is waited for before, and finishes its job: it %s', (_, files) => {
    const outcomes = atEveryChange(files, 110);
    expect(outcomes.length).toBeGreaterThan(1);
    expect(outcomes).toEqual(
      outcomes.map(({ step }) => ({
        step,
        first: 'done',
        second: expect.stringMatching(
          /^another promfleet \(process \d+ on other-host\) is writing here, found \S+, wait/,
        ),
        left: files,
      })),
    );
  });
});
