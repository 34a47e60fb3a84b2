import { eventually } from '../faults/hub/observe';
import type { Webhook } from './webhook';

/** Waits until a receiver has been told something, as `firing ClusterMissing gone`. */
export function told({ told: all }: Webhook, what: string): Promise<void> {
  return eventually(
    `"${what}" is told`,
    async () => all(),
    (found) => found.includes(what),
  );
}
