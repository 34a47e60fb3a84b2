import type { Command } from '../../command';
import type { InitOptions } from '../../import/init';
import { IMPORT_OPTIONS } from '../../import/options';

/** `promfleet init`: a fleet file from the clusters that are known elsewhere. */
export const init: Command<InitOptions> = {
  name: 'init',
  summary:
    'make a fleet file of the clusters of a kubeconfig, Argo CD, Cluster API or an inventory',
  options: [
    {
      flags: '--hub <context>',
      summary: "context of the hub's cluster (default: the current one)",
    },
    {
      flags: '--context <glob...>',
      summary: "contexts of the members (default: all but the hub's)",
    },
    ...IMPORT_OPTIONS,
  ],
  run: (options, io) => {
    // No other command needs it.
    const { initFleet } = require('../../import/init') as typeof import('../../import/init');
    return initFleet(options, io);
  },
};
