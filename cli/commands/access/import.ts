import type { Command } from '../../command';
import { IMPORT_OPTIONS, type ImportOptions } from '../../import/options';

/** `promfleet import`: clusters that are known elsewhere, into a fleet file that is there. */
export const importCommand: Command<ImportOptions> = {
  name: 'import',
  summary: 'add clusters of a kubeconfig, Argo CD, Cluster API or an inventory to the fleet file',
  options: [
    {
      flags: '--context <glob...>',
      summary: 'contexts of the kubeconfig, one for each cluster',
    },
    ...IMPORT_OPTIONS,
  ],
  run: (options, io) => {
    // No other command needs it.
    const { importInto } = require('../../import/import') as typeof import('../../import/import');
    return importInto(options, io);
  },
};
