import { ApiConnection } from '../client/connection';
import type { Kubeconfig } from '../client/kubeconfig';

/** A connection to a context; where there is none, whatever is asked over it fails with that. */
export function connect(kubeconfig: Kubeconfig, context: string): ApiConnection {
  try {
    return kubeconfig.connection(context);
  } catch (error) {
    return new ApiConnection(context, () => Promise.reject(error));
  }
}
