import { z } from 'zod';
import { Kubeconfig } from '../../client/kubeconfig';
import type { UserEntry } from '../../client/kubeconfig-file';
import type { Candidate } from '../candidate';
import { named, type ObjectSource, type SourceObject, secretValue } from './objects';

const LABEL = 'argocd.argoproj.io/secret-type';

/**
 * The JSON in a cluster Secret, as far as it is looked at.
 *
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
const config = z.object({
  username: z.string().optional(),
  password: z.string().optional(),
  bearerToken: z.string().optional(),
  tlsClientConfig: z
    .object({
      insecure: z.boolean().optional(),
      serverName: z.string().optional(),
      caData: z.string().nullish(),
      certData: z.string().nullish(),
      keyData: z.string().nullish(),
    })
    .optional(),
  awsAuthConfig: z.object({}).nullish(),
  execProviderConfig: z.object({ command: z.string() }).nullish(),
  proxyUrl: z.string().optional(),
});

type Config = z.infer<typeof config>;

/** The clusters that Argo CD deploys to. */
export const ARGOCD: ObjectSource = {
  title: `Argo CD cluster Secret (label ${LABEL}: cluster)`,
  kind: { apiVersion: 'v1', kind: 'Secret' },
  selector: `${LABEL}=cluster`,
  isOurs: ({ kind, metadata }) => kind === 'Secret' && metadata.labels?.[LABEL] === 'cluster',
  read: (secret) => {
    const server = secretValue(secret, 'server');
    const settings = configOf(secretValue(secret, 'config'));
    if (server === undefined || settings === undefined) {
      const lack =
        server === undefined ? 'no server' : 'a config that is not the JSON it should be';
      return { candidates: [], problems: [`${named(secret)}: not a cluster, found ${lack}`] };
    }
    return { candidates: [candidate(secret, server, settings)], problems: [] };
  },
};

function candidate(secret: SourceObject, server: string, settings: Config): Candidate {
  const { tlsClientConfig: tls = {}, awsAuthConfig, execProviderConfig, proxyUrl } = settings;
  const name = secretValue(secret, 'name') ?? secret.metadata.name;
  const program = awsAuthConfig ? 'aws' : execProviderConfig?.command;
  const user: UserEntry = {
    token: settings.bearerToken,
    username: settings.username,
    password: settings.password,
    'client-certificate-data': tls.certData,
    'client-key-data': tls.keyData,
  };
  const kubeconfig = new Kubeconfig({
    clusters: new Map([
      [
        name,
        {
          server,
          'certificate-authority-data': tls.caData,
          'insecure-skip-tls-verify': tls.insecure,
          'tls-server-name': tls.serverName,
          'proxy-url': proxyUrl,
        },
      ],
    ]),
    users: new Map([[name, user]]),
    contexts: new Map([[name, { cluster: name, user: name }]]),
  });
  const { login = 'none' } = kubeconfig.contexts[0] ?? {};
  return {
    name,
    server,
    source: `Argo CD's ${named(secret)}`,
    login: program ? 'exec' : login,
    loginWith: program,
    // A program that a Secret names is not run here: it is meant for Argo CD's own pods.
    connect: program || login === 'none' ? undefined : () => kubeconfig.connection(name),
    tlsServerName: tls.serverName,
    insecureSkipVerify: tls.insecure,
    proxyUrl,
    labels: secret.metadata.labels,
  };
}

function configOf(text: string | undefined): Config | undefined {
  try {
    return config.safeParse(JSON.parse(text ?? '{}')).data;
  } catch {
    return undefined;
  }
}
