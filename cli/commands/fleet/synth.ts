import { type SynthesisResult, synthesize } from '../../../synth/synthesize';
import { cacheDirectory } from '../../cache';
import type { Command } from '../../command';
import { type Io, paint } from '../../io';
import { FLEET_OPTIONS, type FleetOptions } from '../../options';
import { progress } from '../../progress';
import { refusals } from '../../refusals';
import { count, report } from '../../report';

interface SynthOptions extends FleetOptions {
  readonly out: string;
  readonly cache: boolean;
}

/** `promfleet synth`: the fleet file into the manifests. */
export const synth: Command<SynthOptions> = {
  name: 'synth',
  summary: 'render the fleet file into the manifests of the hub and of every cluster',
  options: [
    ...FLEET_OPTIONS,
    {
      flags: '-o, --out <directory>',
      summary: 'where hub/ and clusters/ are written',
      default: 'dist',
    },
    {
      flags: '--no-cache',
      summary: 'render everything, even if a record of the last synthesis says nothing changed',
    },
  ],
  run: async ({ fleet, out, output, strict, cache }, io) => {
    const { onProgress, clear } = progress(io.stderr);
    const synthesis = synthesize({
      fleet,
      out,
      strict,
      cache: cache ? cacheDirectory(io.env) : undefined,
      onProgress,
    });
    clear();
    return report(synthesis, io, {
      output,
      strict,
      success: (result) => summary(result, out, io),
      news: ({ immutable = [] }) => refusals(immutable, out),
      failure: `${out} is as it was`,
    });
  },
};

function summary({ clusters, objects, changes }: SynthesisResult, out: string, io: Io): string {
  const { written = 0, unchanged = 0, removed = 0 } = changes ?? {};
  return (
    `${paint(io.stdout, io.env).bold(out)}: ${count(clusters, 'cluster')} and the hub, ` +
    `${count(objects, 'object')}; ` +
    `files: ${written} written, ${unchanged} unchanged, ${removed} removed`
  );
}
