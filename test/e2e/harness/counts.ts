import * as path from 'node:path';

/** How many steps came out how. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Where the reporter leaves the counts for the process that prints the closing line. */
export function countsFile(contextFile: string): string {
  return path.join(path.dirname(contextFile), 'counts.json');
}
