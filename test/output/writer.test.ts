import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputError } from '../../output/directory/error';
import { DirectoryWriter } from '../../output/directory/writer';

let parent: string;
let out: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'promfleet-writer-'));
  out = join(parent, 'dist');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const HUB = 'hub/hub.k8s.yaml';
const A = 'clusters/a/monitor.k8s.yaml';
const B = 'clusters/b/monitor.k8s.yaml';

function write(files: Record<string, string>) {
  const writer = new DirectoryWriter(out);
  for (const [path, text] of Object.entries(files)) writer.add(path, text);
  return writer.commit();
}

const systemError = (code: string) => Object.assign(new Error(code), { code });

/** What an action that has to fail says. */
function thrown(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(OutputError);
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

/** Every file and directory below `out`, with the files' texts. */
function tree(directory = out): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(directory.length + 1), entry.isFile() ? readFileSync(path, 'utf8') : '/'];
    }),
  );
}

describe('writing a directory', () => {
  it('makes it, and the directories above it, when there is none', () => {
    out = join(parent, 'deep', 'er', 'dist');
    expect(write({ [HUB]: 'hub', [A]: 'a' })).toEqual({ written: 2, unchanged: 0, removed: 0 });
    expect(tree()).toEqual({ hub: '/', [HUB]: 'hub', clusters: '/', 'clusters/a': '/', [A]: 'a' });
    expect(readdirSync(join(parent, 'deep', 'er'))).toEqual(['dist']);
  });

  it('leaves files that are right already alone, to their modification time', () => {
    write({ [HUB]: 'hub', [A]: 'a' });
    const long_ago = new Date(2001, 1, 1);
    utimesSync(join(out, HUB), long_ago, long_ago);
    expect(write({ [HUB]: 'hub', [A]: 'changed' })).toEqual({
      written: 1,
      unchanged: 1,
      removed: 0,
    });
    expect(statSync(join(out, HUB)).mtime).toEqual(long_ago);
    expect(readFileSync(join(out, A), 'utf8')).toBe('changed');
  });

  it('removes the files of a cluster that left, and its directory', () => {
    write({ [HUB]: 'hub', [A]: 'a', [B]: 'b' });
    expect(write({ [HUB]: 'hub', [A]: 'a' })).toEqual({ written: 0, unchanged: 2, removed: 1 });
    expect(tree()).toEqual({ hub: '/', [HUB]: 'hub', clusters: '/', 'clusters/a': '/', [A]: 'a' });
  });

  it('keeps what it did not write', () => {
    write({ [HUB]: 'hub', [B]: 'b' });
    const foreign = ['README.md', 'hub/kustomization.yaml', 'clusters/b/notes.txt'];
    for (const path of foreign) writeFileSync(join(out, path), 'mine');
    write({ [HUB]: 'hub' });
    expect(
      Object.keys(tree())
        .filter((path) => foreign.includes(path))
        .sort(),
    ).toEqual([...foreign].sort());
    expect(existsSync(join(out, B))).toBe(false);
  });

  it('follows a link that stands for the directory', () => {
    mkdirSync(join(parent, 'real'));
    symlinkSync(join(parent, 'real'), out);
    write({ [HUB]: 'hub' });
    expect(tree(join(parent, 'real'))).toEqual({ hub: '/', [HUB]: 'hub' });
  });
});

describe('when something fails', () => {
  it('leaves nothing of an aborted synthesis', () => {
    write({ [HUB]: 'hub' });
    const before = tree();
    const writer = new DirectoryWriter(out);
    writer.add(HUB, 'changed');
    writer.add(A, 'a');
    writer.abort();
    expect(tree()).toEqual(before);
  });

  it('leaves no directory behind when there was none', () => {
    out = join(parent, 'deep', 'dist');
    const writer = new DirectoryWriter(out);
    writer.add(HUB, 'hub');
    writer.abort();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('takes back what was moved when a later file cannot be', () => {
    write({ [HUB]: 'hub', [B]: 'b' });
    const before = tree();
    const { renameSync: original } = fs;
    let left = 0;
    const rename = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (left-- === 0) throw systemError('ENOSPC');
      original(from, to);
    });
    let failures = 0;
    for (; ; failures += 1) {
      left = failures;
      const writer = new DirectoryWriter(out);
      for (const path of [HUB, A, 'hub/more.k8s.yaml']) writer.add(path, 'changed');
      try {
        writer.commit();
        break;
      } catch (error) {
        expect(error).toEqual(new OutputError(`cannot write ${out}: ENOSPC`));
      }
      expect(tree()).toEqual(before);
    }
    rename.mockRestore();
    expect(failures).toBe(4);
  });

  it('says so when the directory is a file', () => {
    writeFileSync(out, '');
    expect(() => new DirectoryWriter(out)).toThrow(`not a directory, found the file ${out}`);
  });

  it('says where the files are when even putting them back fails, and no run removes them', () => {
    write({ [HUB]: 'hub', [A]: 'a', [B]: 'b' });
    const writer = new DirectoryWriter(out);
    writer.add(HUB, 'changed');
    writer.add(A, 'changed');
    const { renameSync: original } = fs;
    const rename = jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      // The second file cannot be placed, the first not be put back.
      if (String(to) === join(out, A) || String(from).includes('old')) throw systemError('EIO');
      original(from, to);
    });
    const said = thrown(() => writer.commit());
    rename.mockRestore();
    // As whoever made the writer does when anything fails.
    writer.abort();
    const [, kept = ''] =
      /cannot put everything back: EIO.*; the files as they were are in (.*)$/.exec(said) ?? [];
    expect(said).toMatch(/^cannot write .*: EIO; cannot put everything back/);
    expect(readFileSync(join(kept, encodeURIComponent(HUB)), 'utf8')).toBe('hub');
    write({ [HUB]: 'hub', [A]: 'a' });
    expect(readFileSync(join(kept, encodeURIComponent(HUB)), 'utf8')).toBe('hub');
  });
});
