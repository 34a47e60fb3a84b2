import { checkPositiveDuration } from '../../language/duration';
import type { ConnectCommandOptions } from './options';

/** What is wrong with options that each are right. */
export function misuse(options: ConnectCommandOptions): string | undefined {
  const { to, dir, store, within, timeout, signingTimeout, revoke, renew, only, force } = options;
  const duration = (name: string, value: string | undefined) => {
    const wrong = value === undefined ? undefined : checkPositiveDuration(value);
    return wrong && `${name}: ${wrong}`;
  };
  if (to === 'file' && !dir) return '--to file needs --dir DIRECTORY';
  if (to !== 'file' && dir) return '--dir belongs to --to file';
  if (to === 'external-secret' && !store) return '--to external-secret needs --store NAME';
  if (to !== 'external-secret' && store) return '--store belongs to --to external-secret';
  if (revoke && (renew || within || only || force || to !== 'cluster')) {
    return '--revoke names the clusters itself, and finds their credentials: leave --renew, --within, --only, --force and --to out';
  }
  return (
    duration('--within', within) ??
    duration('--timeout', timeout) ??
    duration('--signing-timeout', signingTimeout)
  );
}
