import { CREDENTIAL_ENDS_SOON } from '../../../model/defaults';
import { ACCESS_OPTIONS } from '../../access-options';
import type { Command } from '../../command';
import type { DoctorOptions } from '../../doctor/options';

/** `promfleet doctor CLUSTER`: what is wrong with the way to a cluster. */
export const doctor: Command<DoctorOptions> = {
  name: 'doctor',
  summary: 'find out what is wrong with the way to a cluster, and how to mend it',
  argument: { name: 'cluster', summary: 'a cluster of the fleet file' },
  options: [
    ...ACCESS_OPTIONS.filter(({ flags }) => !/^--(only|parallel)/.test(flags)),
    {
      flags: '--within <duration>',
      summary: `a credential that ends within this needs attention (default: ${CREDENTIAL_ENDS_SOON}, or a third of its life)`,
    },
  ],
  run: (options, io) => {
    // Loaded here: what asks clusters is for no other command.
    const { doctorCommand } = require('../../doctor/run') as typeof import('../../doctor/run');
    return doctorCommand(options, io);
  },
};
