import { OAUTH2_PROXY } from '../model/components/oauth2-proxy';
import { fromSecret } from '../model/secret-variable';
import type { Login, OidcLogin } from '../model/types';
import type { Container, Volume } from './k8s';
import { container } from './pod';
import { httpProbe } from './probes';

const { keys } = OAUTH2_PROXY;

const DIRECTORY = '/etc/oauth2-proxy';

/** Where it says that it is alive, and nothing else, to whoever asks. */
const PING = '/ping';

/** A host that nobody has (RFC 2606): nothing is asked of an issuer where there is none. */
const NO_ISSUER = 'https://login.invalid';

/** The container of oauth2-proxy. */
export function loginContainer(login: Login): Container {
  const { oidc, secret, port, upstream } = login;
  return container(login, {
    args: [
      `--http-address=:${port}`,
      `--upstream=${upstream}`,
      // As long as Prometheus gives a query, and a little more.
      '--upstream-timeout=130s',
      ...SESSIONS,
      // Who they are is nothing that Prometheus asks for: no header tells it.
      '--pass-basic-auth=false',
      '--pass-user-headers=false',
      `--ping-path=${PING}`,
      '--silence-ping-logging=true',
      ...(oidc ? oidcArgs(oidc) : HTPASSWD_ARGS),
    ],
    env: [
      ...(oidc
        ? [
            fromSecret('OAUTH2_PROXY_CLIENT_ID', secret, keys.clientId),
            fromSecret('OAUTH2_PROXY_CLIENT_SECRET', secret, keys.clientSecret),
          ]
        : []),
      fromSecret('OAUTH2_PROXY_COOKIE_SECRET', secret, keys.cookieSecret),
    ],
    readinessProbe: httpProbe(PING, { periodSeconds: 5 }),
    livenessProbe: httpProbe(PING, { periodSeconds: 15, timeoutSeconds: 10 }),
    volumeMounts: oidc ? undefined : [{ name: 'htpasswd', mountPath: DIRECTORY, readOnly: true }],
  });
}

/** The volumes that the container mounts: names and passwords, and nothing else of their Secret. */
export function loginVolumes({ oidc, secret }: Login): Volume[] | undefined {
  if (oidc) return undefined;
  const items = [{ key: keys.htpasswd, path: keys.htpasswd }];
  return [{ name: 'htpasswd', secret: { secretName: secret, items, defaultMode: 0o400 } }];
}

/**
 * A session is a cookie of one host, for https alone, out of reach of scripts and of other sites, and
 * over when a day's work is: who leaves the issuer's lists is in no longer than that.
 */
const SESSIONS: readonly string[] = [
  '--cookie-name=__Host-promfleet',
  '--cookie-secure=true',
  '--cookie-httponly=true',
  '--cookie-samesite=lax',
  '--cookie-expire=12h',
  // Pages that are opened side by side each have a login of their own.
  '--cookie-csrf-per-request=true',
  '--cookie-csrf-per-request-limit=16',
];

/** https://oauth2-proxy.github.io/oauth2-proxy/configuration/providers/openid_connect */
function oidcArgs({ issuerUrl, scopes, emailDomains, allowedGroups }: OidcLogin): string[] {
  return [
    '--provider=oidc',
    `--oidc-issuer-url=${issuerUrl}`,
    '--code-challenge-method=S256',
    '--insecure-oidc-skip-nonce=false',
    '--skip-provider-button=true',
    // The issuer's tokens stay out of cookies.
    '--session-cookie-minimal=true',
    ...(scopes ? [`--scope=${scopes.join(' ')}`] : []),
    // Without any it would let nobody in: groups decide then.
    ...(emailDomains ?? ['*']).map((domain) => `--email-domain=${domain}`),
    ...(allowedGroups ?? []).map((group) => `--allowed-group=${group}`),
  ];
}

/** It does not start without an issuer: here is one that is not there, and nobody is of its domains. */
const HTPASSWD_ARGS: readonly string[] = [
  `--htpasswd-file=${DIRECTORY}/${keys.htpasswd}`,
  // A password that a request brings goes no further: there is no token to be put in its place.
  '--pass-authorization-header=true',
  '--provider=oidc',
  '--skip-oidc-discovery=true',
  `--oidc-issuer-url=${NO_ISSUER}`,
  `--redeem-url=${NO_ISSUER}`,
  `--oidc-jwks-url=${NO_ISSUER}`,
  // Where its other button leads.
  '--login-url=/oauth2/sign_in',
  '--client-id=none',
  '--client-secret-file=/dev/null',
];
