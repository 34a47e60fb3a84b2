import { synthesize } from '../../../synth/synthesize';
import { cacheDirectory } from '../../cache';
import type { Command } from '../../command';
import { FLEET_OPTIONS, type FleetOptions, OUT_OPTION } from '../../options';
import { progress } from '../../progress';
import { refusals } from '../../refusals';
import { report, written } from '../../report';

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
    OUT_OPTION,
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
      success: (result) => written(result, out, io),
      news: ({ immutable = [] }) => refusals(immutable, out),
      failure: `${out} is as it was`,
    });
  },
};
