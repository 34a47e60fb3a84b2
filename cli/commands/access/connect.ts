import { checkPositiveDuration } from '../../../language/duration';
import { ACCESS_OPTIONS, choose } from '../../access';
import type { Command } from '../../command';
import type { ConnectCommandOptions } from '../../connect/options';
import { EXIT, type ExitCode } from '../../exit';
import { type Io, paint } from '../../io';

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
    const wrong = misuse(options);
    if (wrong !== undefined) return refused(wrong, options, io);
    const chosen = choose(options, io);
    if (typeof chosen === 'number') return chosen;
    // No other command needs it, and it takes a while to load.
    const { connectChosen } = require('../../connect/run') as typeof import('../../connect/run');
    return connectChosen(options, chosen, io);
  },
};

/** What is wrong with options that each are right. */
function misuse(options: ConnectCommandOptions): string | undefined {
  const { to, dir, store, within, timeout, signingTimeout, revoke, renew, only } = options;
  const duration = (name: string, value: string | undefined) => {
    const wrong = value === undefined ? undefined : checkPositiveDuration(value);
    return wrong && `${name}: ${wrong}`;
  };
  if (to === 'file' && !dir) return '--to file needs --dir DIRECTORY';
  if (to !== 'file' && dir) return '--dir belongs to --to file';
  if (to === 'external-secret' && !store) return '--to external-secret needs --store NAME';
  if (to !== 'external-secret' && store) return '--store belongs to --to external-secret';
  if (revoke && (renew || within || only)) {
    return '--revoke names the clusters itself, leave --renew, --within and --only out';
  }
  return (
    duration('--within', within) ??
    duration('--timeout', timeout) ??
    duration('--signing-timeout', signingTimeout)
  );
}

/** Says how the command was used wrongly. */
function refused(message: string, { output }: ConnectCommandOptions, io: Io): ExitCode {
  if (output === 'json') io.stdout.write(`${JSON.stringify({ ok: false, message }, null, 2)}\n`);
  else io.stderr.write(`${paint(io.stderr, io.env).red('error')}: ${message}\n`);
  return EXIT.usage;
}
