import { listed } from '../live/listed';
import type { Progress } from '../live/progress';
import { type Io, paint } from './io';

/** Quiet for this long: what is over by then needs no progress. */
const PATIENCE_MS = 1000;
/** Names of clusters that are shown on the line, of those being worked on. */
const MOST_NAMES = 3;

/** Progress on standard error. */
export interface ClusterProgress extends Progress {
  /** Takes the line away, before anything else is printed. */
  clear(): void;
}

/**
 * Shows on standard error how far a command is with the clusters that it works on side by side: on a
 * terminal a line that is written over, else a line for every cluster that is done. The result is
 * printed apart from it, in the order of the fleet file.
 *
 * @param total - number of clusters
 */
export function clusterProgress({ stderr, env }: Io, total: number): ClusterProgress {
  const since = Date.now();
  const working = new Map<string, string>();
  let done = 0;
  let shown = false;
  const colours = paint(stderr, env);
  const clear = () => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  const draw = () => {
    if (!stderr.isTTY || Date.now() - since < PATIENCE_MS) return;
    const steps = [...working].map(([name, step]) => `${name} ${step}`);
    clear();
    stderr.write(`${done} of ${total}: ${listed(steps, MOST_NAMES)}`);
    shown = true;
  };
  return {
    at(cluster, step) {
      working.set(cluster, step);
      draw();
    },
    done(cluster, well) {
      working.delete(cluster);
      done += 1;
      if (stderr.isTTY) return draw();
      if (Date.now() - since < PATIENCE_MS) return;
      const how = well ? colours.green('done') : colours.red('failed');
      stderr.write(`${cluster}: ${how} (${done} of ${total})\n`);
    },
    clear,
  };
}
