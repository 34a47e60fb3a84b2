import { ACCESS_OPTIONS } from '../../access-options';
import type { ApplyOptions } from '../../apply/run';
import type { Command } from '../../command';
import { OUT_OPTION } from '../../options';

/** `promfleet apply`: the manifests onto every cluster. */
export const apply: Command<ApplyOptions> = {
  name: 'apply',
  summary: 'write the manifests as synth does, and apply them to every cluster, the hub last',
  options: [
    ...ACCESS_OPTIONS,
    { flags: '--hub', summary: 'apply the hub; without --only no member' },
    {
      ...OUT_OPTION,
      summary: 'where hub/ and clusters/ are written, so that Git has what is applied',
    },
    { flags: '--dry-run', summary: 'show what would change, and change nothing, not even files' },
    { flags: '--no-wait', summary: 'do not wait until pods are ready' },
    { flags: '--timeout <duration>', summary: 'how long pods may take', default: '5m' },
    { flags: '--no-prune', summary: 'delete nothing that is no longer in the fleet file' },
    {
      flags: '--max-removed <percent>',
      summary: 'how much of all objects may be deleted, also of whole clusters, without a question',
    },
    {
      flags: '--force-conflicts',
      summary: 'take the fields that others, such as kubectl, have set otherwise',
    },
    {
      flags: '--force',
      summary: 'go on where a context leads to another cluster than last time',
    },
  ],
  run: (options, io) => {
    // No other command needs it.
    const { applyCommand } = require('../../apply/run') as typeof import('../../apply/run');
    return applyCommand(options, io);
  },
};
