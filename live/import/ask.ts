import { ClusterFailure } from '../client/failure';
import type { Candidate } from './candidate';
import { detect } from './detect';
import type { Findings } from './findings';

/** Asks a cluster what it is, with the credentials of its source; its connections are ended. */
export async function ask(candidate: Candidate): Promise<Findings> {
  const connection = candidate.connect?.();
  if (!connection) return {};
  try {
    return await detect(connection);
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return { unreachable: error.message };
  } finally {
    connection.close();
  }
}
