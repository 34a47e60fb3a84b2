import type { Command } from '../../command';
import { EXIT } from '../../exit';
import { paint } from '../../io';
import { progress } from '../../progress';
import { count } from '../../report';

interface HelmOptions {
  readonly out: string;
  readonly output: 'text' | 'json';
}

/** `promfleet helm`: the constructs as two Helm charts, one of a member and one of the hub. */
export const helm: Command<HelmOptions> = {
  name: 'helm',
  summary: 'write the Helm charts promfleet-monitor and promfleet-hub',
  options: [
    {
      flags: '-o, --out <directory>',
      summary: 'where promfleet-monitor/ and promfleet-hub/ are written',
      default: 'helm',
    },
    {
      flags: '--output <format>',
      summary: 'how results are printed',
      default: 'text',
      choices: ['text', 'json'],
    },
  ],
  run: async ({ out, output }, io) => {
    // No other command needs them, and they take a while to load.
    const { helmCharts, writeCharts } =
      require('../../../output/helm') as typeof import('../../../output/helm');
    const { onProgress, clear } = progress(io.stderr, 'examples');
    const charts = helmCharts(require('../../../../package.json').version, onProgress);
    const outcome = writeCharts(out, charts);
    clear();
    if ('refusal' in outcome) {
      if (output === 'json') io.stdout.write(`${JSON.stringify({ ok: false, ...outcome })}\n`);
      else io.stderr.write(`${outcome.refusal}\n`);
      return EXIT.usage;
    }
    const { written, unchanged, removed } = outcome;
    const names = charts.map(({ name }) => name);
    io.stdout.write(
      output === 'json'
        ? `${JSON.stringify({ ok: true, charts: names, changes: outcome }, null, 2)}\n`
        : `${paint(io.stdout, io.env).bold(out)}: ${count(names.length, 'chart')}; ` +
            `files: ${written} written, ${unchanged} unchanged, ${removed} removed\n`,
    );
    return EXIT.ok;
  },
};
