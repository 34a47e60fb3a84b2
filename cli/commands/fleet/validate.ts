import { synthesize } from '../../../synth/synthesize';
import type { Command } from '../../command';
import { paint } from '../../io';
import { FLEET_OPTIONS, type FleetOptions } from '../../options';
import { progress } from '../../progress';
import { count, report } from '../../report';

/** `promfleet validate`: all that `synth` would refuse, with nothing written. */
export const validate: Command<FleetOptions> = {
  name: 'validate',
  summary: 'check the fleet file and write nothing',
  options: FLEET_OPTIONS,
  run: async ({ fleet, output, strict }, io) => {
    const { onProgress, clear } = progress(io.stderr);
    const synthesis = synthesize({ fleet, strict, onProgress });
    clear();
    const valid = paint(io.stdout, io.env).green('valid');
    return report(synthesis, io, {
      output,
      strict,
      success: ({ clusters }) => `${fleet.join(', ')}: ${valid}, ${count(clusters, 'cluster')}`,
    });
  },
};
