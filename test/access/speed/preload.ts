import { writeFileSync } from 'node:fs';
import { resolveNames } from '../../live/credentials/names';

/*
 * Goes before promfleet in a process of its own: it resolves the names of simulated clusters, and
 * leaves behind how much memory was taken.
 */

resolveNames();

process.on('exit', () => {
  const file = process.env.PROMFLEET_SPEED_MEMORY;
  if (file) writeFileSync(file, String(process.resourceUsage().maxRSS * 1024));
});
