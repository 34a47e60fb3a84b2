import type { Fault } from '../../harness/fault';
import { PUSHED_JOB, SAMPLE_LIMIT } from '../../harness/fleet-file';
import { Pushgateway } from '../../harness/pushgateway';
import type { Stand } from '../../harness/stand';

/** The member sends more samples than the fleet file lets it. */
export function tooManySamples(stand: Stand, member: string): Fault {
  const gateway = new Pushgateway(stand.member(member));
  const lines = Array.from({ length: SAMPLE_LIMIT + 1 }, (_, index) => `flood{n="${index}"} 1\n`);
  return {
    member,
    error: /sample limit exceeded/,
    diagnosis: 'sample-limit',
    cause: () => gateway.push(PUSHED_JOB, `# TYPE flood gauge\n${lines.join('')}`),
    remove: () => gateway.remove(PUSHED_JOB),
  };
}
