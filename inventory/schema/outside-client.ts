import { z } from 'zod';
import { isSecretKey } from '../../diagnostics';
import { file, httpClient, httpClientAdvice, inFile, tlsConfig } from './http-client';
import { outsideUrl, proxyUrl } from './outside-url';
import { flag } from './scalars';
import { refusing } from './walk';

const NO_JWT = 'a key that signs is not taken, write `client_secret_file`';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#oauth2 */
const oauth2 = refusing(
  z
    .strictObject({
      client_id: z.string().min(1).meta({ description: 'Whom the token is for.' }),
      client_secret_file: file('File with the secret of the client.'),
      token_url: outsideUrl('Where a token is asked for.'),
      scopes: z
        .array(z.string().min(1))
        .meta({ description: 'What the token is asked for.' })
        .optional(),
      endpoint_params: z
        .record(z.string().min(1), z.string())
        .superRefine((params, context) => {
          for (const name of Object.keys(params).filter(isSecretKey)) {
            const message =
              'a secret does not belong in the fleet file, found a parameter that is one, write `client_secret_file`';
            context.addIssue({ code: 'custom', path: [name], message });
          }
        })
        .meta({ description: 'Further parameters of the request.' })
        .optional(),
      tls_config: tlsConfig.optional(),
      proxy_url: proxyUrl,
    })
    .meta({ id: 'oauth2', description: 'OAuth 2.0, by the credentials of a client.' }),
  {
    client_secret: inFile('client_secret_file'),
    client_secret_ref: inFile('client_secret_file'),
    client_certificate_key: NO_JWT,
    client_certificate_key_file: NO_JWT,
    client_certificate_key_ref: NO_JWT,
    proxy_connect_header: 'what a proxy is told is a secret as a rule, write a proxy without login',
  },
);

const AWS =
  'a secret does not belong in the fleet file, write `role_arn`, and give the ServiceAccount that role';

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write */
const sigv4 = refusing(
  z
    .strictObject({
      region: z
        .string()
        .regex(/^[a-z]{2}[a-z-]*-\d+$/, {
          error: ({ input }) =>
            `not a region of AWS, found ${JSON.stringify(input)}, write eu-west-1, say`,
        })
        .meta({ description: 'Region of AWS, such as eu-west-1.' }),
      role_arn: z.string().min(1).meta({ description: 'Role to assume.' }).optional(),
      external_id: z
        .string()
        .min(1)
        .meta({ description: 'What the role asks for besides; needs `role_arn`.' })
        .optional(),
      use_fips_sts_endpoint: flag("Ask AWS's FIPS endpoint for the role.").optional(),
    })
    .superRefine(({ external_id, role_arn }, context) => {
      if (external_id === undefined || role_arn !== undefined) return;
      const message = '`external_id` is of no use without `role_arn`, write both or neither';
      context.addIssue({ code: 'custom', path: ['external_id'], message });
    })
    .meta({ id: 'sigv4', description: 'Signature of AWS, as the ServiceAccount of the pods.' }),
  { access_key: AWS, secret_key: AWS, profile: AWS },
);

/** How Prometheus reaches and convinces what it sends to; secrets come from files only. */
export const outsideClient = {
  ...httpClient,
  oauth2: oauth2.optional(),
  sigv4: sigv4.optional(),
  follow_redirects: flag(
    'Follow redirects, wherever they lead, with the credentials. Default: false.',
  ).optional(),
  proxy_url: proxyUrl,
};

/** Advice on keys of the HTTP client that are not taken. */
export const outsideClientAdvice = {
  ...httpClientAdvice,
  azuread:
    'not taken, as it wants a secret in line or the metadata service of Azure, write `oauth2`',
  google_iam: 'not taken, write `authorization.credentials_file` or `oauth2`',
  http_headers: 'not taken, write `headers` of a remote write',
  no_proxy: 'one address is written to, leave `proxy_url` out where it needs none',
  proxy_from_environment: 'the pods have no proxy in their environment, write `proxy_url`',
  proxy_connect_header: 'what a proxy is told is a secret as a rule, write a proxy without login',
};
