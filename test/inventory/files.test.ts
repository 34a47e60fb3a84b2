import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDiagnostic } from '../../diagnostics';
import { readFleetFile } from '../../inventory';

const GOOD = `hub: { cluster: control-plane }
clusters:
  - { name: one, server: 'https://192.0.2.1:6443' }
`;

describe('reading a fleet file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'inventory-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(content: string | Buffer, name = 'fleet.yaml') {
    const file = join(folder, name);
    writeFileSync(file, content);
    return readFleetFile(file);
  }
  const messages = (content: string | Buffer) =>
    read(content).problems.map((problem) => formatDiagnostic({ ...problem, file: 'fleet.yaml' }));

  it('takes a right one', () => {
    const { file, problems } = read(GOOD);
    expect(problems).toEqual([]);
    expect(file).toEqual({
      hub: { cluster: 'control-plane' },
      clusters: [{ name: 'one', server: 'https://192.0.2.1:6443' }],
    });
  });

  it.each([
    ['a byte order mark', `\uFEFF${GOOD}`],
    ['Windows line ends', GOOD.replaceAll('\n', '\r\n')],
    ['no line end', GOOD.trimEnd()],
    ['document markers', `---\n${GOOD}...\n`],
    ['a YAML version', `%YAML 1.2\n---\n${GOOD}`],
    ['comments everywhere', `# one\n${GOOD}# two\n`],
  ])('takes one with %s', (_what, text) => {
    expect(messages(text)).toEqual([]);
  });

  it('says when there is none', () => {
    const file = join(folder, 'absent.yaml');
    expect(readFleetFile(file).problems.map((problem) => formatDiagnostic(problem))).toEqual([
      `${file}: there is no such file, write one or name another`,
    ]);
  });

  it('says when it is a directory without any', () => {
    const file = join(folder, 'directory');
    mkdirSync(file);
    expect(readFleetFile(file).problems.map(({ message }) => message)).toEqual([
      `no fleet file is in it, found no *.yaml or *.yml in ${JSON.stringify(file)}, write one or name another`,
    ]);
  });

  it('says when it is a device, and does not wait for it to end', () => {
    expect(readFleetFile('/dev/zero').problems).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['white space', '\n  \n'],
    ['comments', '# nothing\n'],
    ['an empty document', '---\n...\n'],
  ])('says when it holds %s only', (_what, text) => {
    expect(messages(text)).toEqual([
      'fleet.yaml:1:1: the file is empty, found no keys, write hub and clusters',
    ]);
  });

  it.each([
    ['Latin-1', Buffer.from('# caf\u00e9\n', 'latin1'), '1:6', '0xe9'],
    ['UTF-16', Buffer.from('\uFEFFhub: {}\n', 'utf16le'), '1:1', '0xff'],
    [
      'a byte in line 3',
      Buffer.concat([Buffer.from('# \uFFFD\n#\n# '), Buffer.from([0xc0])]),
      '3:3',
      '0xc0',
    ],
    ['a character cut short', Buffer.from([0x23, 0x20, 0xe2, 0x82]), '1:3', '0xe2'],
  ])('says where it is not UTF-8: %s', (_what, bytes, place, byte) => {
    expect(messages(bytes)).toEqual([
      `fleet.yaml:${place}: not UTF-8, found the byte ${byte}, save the file as UTF-8`,
    ]);
  });

  it('says when it is far too large, without reading it', () => {
    const most = 4 * 1024 * 1024;
    // A comment, which is read in no time, as a million lines are not.
    expect(messages(Buffer.from(`${GOOD}#`.padEnd(most, '.')))).toEqual([]);
    expect(messages(Buffer.from(`${GOOD}#`.padEnd(most + 1, '.')))).toEqual([
      'fleet.yaml: the file is too large, write at most 4194304 bytes',
    ]);
  });

  it.each([
    ['control characters', GOOD.replace('one', '"\\0"')],
    ['random bytes that are UTF-8', '\u0000\u0001\u007f{[&*!|>\'"%@`'],
  ])('refuses %s', (_what, text) => {
    expect(messages(text)).not.toEqual([]);
  });

  it.each([
    ['lists in one line', '['.repeat(1_000_000)],
    ['lists in one line, closed', `a: ${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['maps in one line', '{a: '.repeat(1_000_000)],
    ['dashes', '- '.repeat(1_000_000)],
    [
      'ever deeper lines',
      Array.from({ length: 2500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    ],
  ])('does not run out of stack on deeply nested %s', (_what, text) => {
    expect(messages(text)).toContainEqual(expect.stringContaining('nested too deeply'));
  });

  it('refuses aliases that would multiply without end', () => {
    const lines = Array.from({ length: 30 }, (_, level) => {
      const items =
        level === 0
          ? '[x, x]'
          : `[${Array(10)
              .fill(`*l${level - 1}`)
              .join(', ')}]`;
      return `l${level}: &l${level} ${items}`;
    });
    expect(messages(lines.join('\n'))).toEqual([
      'fleet.yaml:7:20: l6[2]: aliases repeat more than 1000000 values, write fewer of them',
    ]);
  });
});
