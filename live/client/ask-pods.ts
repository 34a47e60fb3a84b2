import type { ApiConnection } from './connection';
import { type Ask, getOver } from './forwarded-request';
import type { Kubeconfig } from './kubeconfig';
import { type PodPort, portForward } from './port-forward';

/**
 * A way to ask HTTP servers in pods, each time over a port that the API server forwards: no
 * NetworkPolicy stands between, as what is forwarded comes from the pod itself.
 *
 * @param context - of the pods' cluster
 * @param connection - to the same cluster
 * @param timeoutMs - for opening the port, and for the answer; absent: as long as a busy one may take
 */
export function podAsker(
  kubeconfig: Kubeconfig,
  context: string,
  connection: ApiConnection,
  timeoutMs?: number,
): (at: PodPort) => Ask {
  // Once for all requests: logging in may run a program.
  let config: ReturnType<Kubeconfig['ofLibrary']> | undefined;
  return (at) => async (path) => {
    config ??= kubeconfig.ofLibrary(context);
    const stream = await portForward(at, await config, connection, timeoutMs);
    return getOver(stream, path, timeoutMs);
  };
}
