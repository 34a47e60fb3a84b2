import { writeSync } from 'node:fs';

/**
 * Preloaded into the process that is measured: tells on descriptor 3 its peak memory in KiB and
 * the processor time it took in microseconds.
 */
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify([maxRSS, userCPUTime + systemCPUTime]));
});
