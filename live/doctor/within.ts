import { ClusterFailure } from '../client/failure';

/**
 * What comes of some work, unless it takes longer than it may; it then goes on unheard.
 *
 * @param what - what it is, for the message: `the hub does not answer`
 * @throws ClusterFailure if it takes longer
 */
export async function within<Result>(
  ms: number,
  what: string,
  work: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => undefined);
  const late = new Promise<never>((_, reject) => {
    const seconds = Math.round(ms / 100) / 10;
    const failure = new ClusterFailure('unreachable', `${what} within ${seconds} s`);
    timer = setTimeout(() => reject(failure), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
