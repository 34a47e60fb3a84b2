import { ACCESS_OPTIONS } from '../../access-options';
import type { Command } from '../../command';
import type { RightsOptions } from '../../rights/options';

/** `promfleet access [CLUSTER]`: what the hub may do on members, and whether it is so. */
export const access: Command<RightsOptions> = {
  name: 'access',
  summary: 'say what the hub may do on a cluster, and with --check whether that is all',
  argument: {
    name: 'cluster',
    summary: 'a cluster of the fleet file (default: all)',
    optional: true,
  },
  options: [
    ...ACCESS_OPTIONS,
    { flags: '--check', summary: 'ask the API servers, with the contexts of a kubeconfig' },
  ],
  run: (options, io) => {
    // Loaded here: what asks clusters is for no other command.
    const { rightsCommand } = require('../../rights/run') as typeof import('../../rights/run');
    return rightsCommand(options, io);
  },
};
