import type { RemoteRead } from '../model/types';
import type { Authorization, TlsConfig } from './types';

/** How the hub verifies a member's API server, and proves who it is: whatever it asks there. */
export function memberWay(
  way: Pick<RemoteRead, 'credentials' | 'serverName' | 'insecureSkipVerify' | 'proxyUrl'>,
): {
  proxy_url?: string;
  authorization?: Authorization;
  tls_config: TlsConfig;
} {
  const { tokenFile } = way.credentials;
  return {
    // TLS goes through it, from here to the API server: it is asked to CONNECT.
    ...(way.proxyUrl ? { proxy_url: way.proxyUrl } : {}),
    ...(tokenFile ? { authorization: { type: 'Bearer', credentials_file: tokenFile } } : {}),
    tls_config: tlsConfig(way),
  };
}

/**
 * The CA file is always named, even when verification is skipped: Prometheus before 3.13 re-reads
 * a rotated client certificate only if it is (https://github.com/prometheus/common/pull/908).
 */
function tlsConfig({
  credentials,
  serverName,
  insecureSkipVerify,
}: Parameters<typeof memberWay>[0]): TlsConfig {
  const { caFile, certFile, keyFile } = credentials;
  return {
    ca_file: caFile,
    ...(certFile && keyFile ? { cert_file: certFile, key_file: keyFile } : {}),
    ...(serverName ? { server_name: serverName } : {}),
    ...(insecureSkipVerify ? { insecure_skip_verify: true } : {}),
  };
}
