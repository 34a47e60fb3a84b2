import { KUBECONFIG_OPTION } from '../../access-options';
import type { Command } from '../../command';
import type { DrillCommandOptions } from '../../drill/run';
import { FLEET_OPTIONS } from '../../options';

/** `promfleet drill`: whether somebody is told when a cluster is missing. */
export const drill: Command<DrillCommandOptions> = {
  name: 'drill',
  summary: 'raise ClusterMissing for a cluster as a drill, and follow it to whoever is told',
  argument: { name: 'cluster', summary: 'a cluster of the fleet file' },
  options: [
    ...FLEET_OPTIONS.filter(({ flags }) => flags !== '--strict'),
    KUBECONFIG_OPTION,
    {
      flags: '--timeout <duration>',
      summary: 'how long it may take until somebody is told; the alert ends by itself then',
      default: '15m',
    },
    { flags: '--yes', summary: 'do not ask before people are told' },
  ],
  run: async (options, io) => {
    // No other command needs it, and it takes a while to load.
    const { drillCommand } = require('../../drill/run') as typeof import('../../drill/run');
    return drillCommand(options, io);
  },
};
