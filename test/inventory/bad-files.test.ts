import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDiagnostic } from '../../diagnostics';
import { synthesize } from '../../synth/synthesize';

const FOLDER = join('test', 'fixtures');
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.bad.yaml'));

/**
 * Every fixture is one mistake; its first comments are the exact messages. `npm run test:update`
 * rewrites them, on purpose only.
 */
describe('a fleet file with a mistake is refused with its place and the way out', () => {
  it.each(NAMES)('%s', (name) => {
    const file = join(FOLDER, name);
    const text = readFileSync(file, 'utf8');
    const expected = [...text.matchAll(/^# error: (.*)$/gm)].map(([, message]) => message);
    if (process.env.UPDATE_GOLDENS) return rewrite(file, text);
    expect(expected).not.toHaveLength(0);
    expect(messages(file)).toEqual(expected);
  });

  it('has a fixture for each of many mistakes', () => {
    expect(NAMES.length).toBeGreaterThan(100);
  });
});

const messages = (file: string) =>
  synthesize({ fleet: file })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map((diagnostic) => formatDiagnostic({ ...diagnostic, file: '' }).slice(1));

/** The messages name lines, and their number moves the lines: so they are counted first. */
function rewrite(file: string, text: string): void {
  const body = text.replace(/^(# error: .*\n)*/, '');
  writeFileSync(file, body);
  writeFileSync(file, '#\n'.repeat(messages(file).length) + body);
  const header = messages(file).map((message) => `# error: ${message}\n`);
  writeFileSync(file, header.join('') + body);
}
