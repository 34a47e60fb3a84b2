import type { Command } from '../../command';
import { type ExplainOptions, SHAPE_OPTIONS } from '../../explain/options';
import { FLEET_OPTIONS } from '../../options';

/** `promfleet explain [CLUSTER]`: what is fetched of members, for whom, and about how much. */
export const explain: Command<ExplainOptions> = {
  name: 'explain',
  summary: 'say what the hub fetches of a cluster, who reads it, and about how many series it is',
  argument: {
    name: 'cluster',
    summary: 'a cluster of the fleet file (default: all)',
    optional: true,
  },
  options: [
    ...FLEET_OPTIONS.filter(({ flags }) => !flags.startsWith('--strict')),
    { flags: '--unused', summary: 'say what is fetched and read by nobody instead' },
    { flags: '--verbose', summary: 'name everybody who reads it, and print whole selectors' },
    ...SHAPE_OPTIONS,
  ],
  run: (options, io) => {
    // Loaded here: no other command explains.
    const { explainCommand } = require('../../explain/run') as typeof import('../../explain/run');
    return explainCommand(options, io);
  },
};
