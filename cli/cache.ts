import { isAbsolute, join } from 'node:path';
import type { Io } from './io';

/**
 * Where records of syntheses are kept; nowhere for a user without a home.
 *
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheDirectory({ XDG_CACHE_HOME: cache, HOME: home }: Io['env']) {
  // The specification has paths that are not absolute ignored.
  const base = [cache, home && join(home, '.cache')].find((path) => path && isAbsolute(path));
  return base && join(base, 'promfleet', 'synth');
}
