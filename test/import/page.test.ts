import { readFileSync } from 'node:fs';
import { promfleet } from './run';

describe('docs/import.md', () => {
  const page = readFileSync('docs/import.md', 'utf8');
  const block = (language: string) =>
    new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';

  it('shows what its example prints and writes', async () => {
    const [, argv = ''] = /^promfleet (init --offline .*)$/m.exec(page) ?? [];
    const files = ['k3s', 'eks', 'gke'].map((name) => `test/fixtures/kubeconfigs/${name}.yaml`);
    const { stdout, fleet } = await promfleet([
      ...argv.split(' ').map((argument) => argument.replaceAll("'", '')),
      ...['--fleet', 'FLEET', '--kubeconfig', ...files],
    ]);
    expect({ stdout, fleet }).toEqual({ stdout: block('text'), fleet: block('yaml') });
  });
});
