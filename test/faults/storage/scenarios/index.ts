import type { Scenario } from '../../run';
import { DISK } from './disk';
import { KILLED } from './killed';
import { MEMORY } from './memory';
import { VERSIONS } from './versions';
import { WRITE_AHEAD_LOG } from './write-ahead-log';

/** Every scenario of the suite; the slow ones first, so that they do not wait for others. */
export const STORAGE: readonly Scenario[] = [
  ...VERSIONS,
  ...MEMORY,
  ...DISK,
  ...WRITE_AHEAD_LOG,
  ...KILLED,
];
