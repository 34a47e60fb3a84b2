import { SERVICE_ACCOUNT_DIR } from './files';
import type { ScrapeConfig } from './types';

/**
 * How the pod's ServiceAccount speaks to the cluster's own servers: https, verified against the
 * cluster's CA, with the mounted token.
 *
 * https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function inCluster(
  serverName?: string,
): Required<Pick<ScrapeConfig, 'scheme' | 'authorization' | 'tls_config'>> {
  return {
    scheme: 'https',
    authorization: { credentials_file: `${SERVICE_ACCOUNT_DIR}/token` },
    tls_config: {
      ca_file: `${SERVICE_ACCOUNT_DIR}/ca.crt`,
      ...(serverName ? { server_name: serverName } : {}),
    },
  };
}
