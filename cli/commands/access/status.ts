import { CREDENTIAL_ENDS_SOON } from '../../../model/defaults';
import { ACCESS_OPTIONS } from '../../access-options';
import type { Command } from '../../command';
import type { StatusOptions } from '../../status/run';

/** `promfleet status`: what the hub sees of the fleet. */
export const status: Command<StatusOptions> = {
  name: 'status',
  summary: 'show what the hub sees of every cluster; exit with 1 if something needs attention',
  options: [
    ...ACCESS_OPTIONS,
    { flags: '--problems', summary: 'show the clusters that need attention alone' },
    {
      flags: '--within <duration>',
      summary: `credentials that end within this need attention (default: ${CREDENTIAL_ENDS_SOON}, or a third of their life)`,
    },
    {
      flags: '--rights',
      summary: 'ask the API servers of the clusters, too, what the hub may do there',
    },
    {
      flags: '--wait <duration>',
      summary: 'ask again until nothing needs attention, for so long at most (default: ask once)',
    },
  ],
  run: async (options, io) => {
    // No other command needs it, and it takes a while to load.
    const { statusCommand } = require('../../status/run') as typeof import('../../status/run');
    return statusCommand(options, io);
  },
};
