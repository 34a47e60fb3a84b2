import { ACCESS_OPTIONS } from '../../access-options';
import type { Command } from '../../command';
import type { ConnectCommandOptions } from '../../connect/options';

/** `promfleet connect`: a proven credential per member, delivered to the hub. */
export const connect: Command<ConnectCommandOptions> = {
  name: 'connect',
  summary: "give each member's reader a credential, prove it and deliver it to the hub",
  options: [
    ...ACCESS_OPTIONS,
    {
      flags: '--to <place>',
      summary: "where credentials go: the hub's Secrets, files, or a store of External Secrets",
      default: 'cluster',
      choices: ['cluster', 'file', 'external-secret'],
    },
    { flags: '--dir <directory>', summary: 'where --to file writes, a directory per cluster' },
    { flags: '--store <name>', summary: 'the store of --to external-secret' },
    {
      flags: '--store-kind <kind>',
      summary: 'kind of that store',
      default: 'ClusterSecretStore',
      choices: ['ClusterSecretStore', 'SecretStore'],
    },
    {
      flags: '--within <duration>',
      summary: 'renew what expires so soon, such as 30d (default: a third of its life)',
    },
    { flags: '--renew', summary: 'renew all, also what is valid' },
    {
      flags: '--revoke <cluster...>',
      summary: 'end the credentials of these clusters, and connect none',
    },
    { flags: '--yes', summary: 'do not ask before --revoke' },
    { flags: '--force', summary: 'take fields and keys from their other owners' },
    { flags: '--dry-run', summary: 'say what would be done' },
    {
      flags: '--timeout <duration>',
      summary: "how long a member's Prometheus may take to have samples",
      default: '60s',
    },
    {
      flags: '--signing-timeout <duration>',
      summary: 'how long a cluster may take to sign a certificate, or to make a token',
      default: '30s',
    },
  ],
  run: async (options, io) => {
    // No other command needs it, and it takes a while to load.
    const { connectCommand } = require('../../connect/run') as typeof import('../../connect/run');
    return connectCommand(options, io);
  },
};
