import { z } from 'zod';
import { serverNameCheck } from '../../language/names';
import { text } from './formats';
import { flag } from './scalars';
import { refusing } from './walk';

/** The path of a file that a pod has. */
export const file = (description: string) =>
  text(
    (value) =>
      /^\/[^\0\r\n]*[^/\0\r\n]$/.test(value)
        ? undefined
        : `not the absolute path of a file, found ${JSON.stringify(value)}, write where the file is mounted`,
    description,
  );

/** Advice on a key that takes a secret, which in a fleet file would end up in git, in `dist/` and in a ConfigMap. */
export const inFile = (key: string) =>
  `a secret does not belong in the fleet file, write \`${key}\``;

const serverName = text(
  serverNameCheck('the name in the certificate'),
  "Name to verify the target's certificate against.",
);

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#tls_config */
const tls = z
  .strictObject({
    ca_file: file('Certificate authority of the target.').optional(),
    cert_file: file('Client certificate; needs `key_file`.').optional(),
    key_file: file('Key of the client certificate; needs `cert_file`.').optional(),
    server_name: serverName.optional(),
    insecure_skip_verify: flag('Accept any certificate. Default: false.').optional(),
  })
  .superRefine(({ cert_file, key_file }, context) => {
    if ((cert_file === undefined) === (key_file === undefined)) return;
    const [has, lacks] =
      cert_file === undefined ? ['key_file', 'cert_file'] : ['cert_file', 'key_file'];
    context.addIssue({
      code: 'custom',
      message: `\`${has}\` is of no use without \`${lacks}\`, write both or neither`,
    });
  })
  .meta({ id: 'tlsConfig', description: 'TLS of connections.' });

const authorization = z
  .strictObject({
    type: text(
      (value) =>
        /^[A-Za-z0-9-]+$/.test(value) && value.toLowerCase() !== 'basic'
          ? undefined
          : `not a type of authorization, found ${JSON.stringify(value)}, write Bearer, or use basic_auth`,
      'Type of the Authorization header. Default: Bearer.',
    ).optional(),
    credentials_file: file('File with the token.'),
  })
  .meta({ id: 'authorization', description: 'The Authorization header of requests.' });

const basicAuth = z
  .strictObject({
    username: z.string().min(1).meta({ description: 'User name.' }),
    password_file: file('File with the password.'),
  })
  .meta({ id: 'basicAuth', description: 'HTTP basic authentication of requests.' });

/** TLS of a connection, in Prometheus's own form. */
export const tlsConfig = refusing(tls, {
  ca: inFile('ca_file'),
  cert: inFile('cert_file'),
  key: inFile('key_file'),
});

/** How a scrape reaches and convinces its target; secrets come from files only. */
export const httpClient = {
  tls_config: tlsConfig.optional(),
  authorization: refusing(authorization, {
    credentials: inFile('credentials_file'),
    credentials_ref: inFile('credentials_file'),
  }).optional(),
  basic_auth: refusing(basicAuth, {
    password: inFile('password_file'),
    password_ref: inFile('password_file'),
  }).optional(),
};

/** Advice on keys of Prometheus's HTTP client that promfleet does not take. */
export const httpClientAdvice = {
  bearer_token: inFile('authorization.credentials_file'),
  bearer_token_file: 'Prometheus has replaced it, write `authorization.credentials_file`',
};

const PROOFS = ['authorization', 'basic_auth', 'oauth2', 'sigv4'] as const;

type Proofs = { readonly [Proof in (typeof PROOFS)[number]]?: unknown };

/** Looks that something proves who it is in one way. */
const provenOnce =
  (what: string) =>
  (entry: Proofs, context: z.RefinementCtx): void => {
    const [first, second] = PROOFS.filter((proof) => entry[proof] !== undefined);
    if (first === undefined || second === undefined) return;
    const message = `${what} proves itself in one way, found ${first} and ${second}, write one of them`;
    context.addIssue({ code: 'custom', path: [second], message });
  };

/** A scrape proves who it is in one way. */
export const scrapeProof = provenOnce('a scrape');

/** So does any other request. */
export const requestProof = provenOnce('a request');
