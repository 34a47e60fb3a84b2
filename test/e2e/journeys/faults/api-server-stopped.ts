import type { Fault } from '../../harness/fault';
import { say } from '../../harness/log';
import { type Cluster, startApi, stopApi } from '../../local';

/** The member's API server is gone, and comes back. */
export function apiServerStopped(member: Cluster): Fault {
  return {
    member: member.name,
    error: /connection refused/,
    diagnosis: 'connection-refused',
    cause: () => stopApi(member),
    remove: () => startApi(member, say),
  };
}
