import { type Diagnostic, warning } from '../../diagnostics';
import type { Fleet } from '../types';

/** Bytes that all values of a Secret may have together. */
const MOST_BYTES = 1024 * 1024;

/**
 * Bytes of a member's credentials, at an estimate: 1.5 KiB of CA, 1.25 of certificate or token, and a
 * key of 256 bytes. A CA with an RSA key of 2048 bits and what it signs take 2.2 KiB.
 */
const BYTES_OF_A_MEMBER = 3 * 1024;

/** Members that a Secret takes. */
const MOST_MEMBERS = Math.floor(MOST_BYTES / BYTES_OF_A_MEMBER);

/** Members of a hub of which no Secret has more than it takes, by four standard deviations. */
const MOST_OF_A_HUB = 8_500;

/** Secrets that members share, and that may grow over what Kubernetes takes. */
export function checkStatestore({ hub, members }: Fleet): Diagnostic[] {
  if (!hub.statestoreSecrets) return [];
  const sizes = new Map<string, number>();
  for (const { job } of members) {
    const { secretName } = job.credentials;
    sizes.set(secretName, (sizes.get(secretName) ?? 0) + 1);
  }
  const [fullest] = [...sizes].sort(([, one], [, other]) => other - one);
  if (!fullest || fullest[1] <= MOST_MEMBERS) return [];
  const [name, count] = fullest;
  const message = `a Secret that members share may grow beyond the ${MOST_BYTES} bytes that Kubernetes takes, found ${count} members in ${name} where ${MOST_MEMBERS} of ${BYTES_OF_A_MEMBER} bytes fit, split the fleet over several hubs of ${MOST_OF_A_HUB} at most`;
  return [warning('object-too-large', hub.place('statestoreLayout'), message)];
}
