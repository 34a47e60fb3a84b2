import { Kubeconfig } from '../../client/kubeconfig';
import {
  KubeconfigError,
  type KubeconfigFile,
  readKubeconfigText,
  type UserEntry,
} from '../../client/kubeconfig-file';
import type { Found } from '../candidate';
import { named, type ObjectSource, type SourceObject, secretValue } from './objects';

const LABEL = 'cluster.x-k8s.io/cluster-name';

/**
 * The clusters that Cluster API made, each with the kubeconfig of an admin in a Secret.
 *
 * https://cluster-api.sigs.k8s.io/developer/core/controllers/cluster.html
 */
export const CLUSTER_API: ObjectSource = {
  title: `Secret <cluster>-kubeconfig of Cluster API (label ${LABEL})`,
  kind: { apiVersion: 'v1', kind: 'Secret' },
  selector: LABEL,
  // Certificates of the control plane have the label, too.
  isOurs: ({ kind, metadata: { name, labels } }) =>
    kind === 'Secret' && labels?.[LABEL] !== undefined && name === `${labels[LABEL]}-kubeconfig`,
  read: (secret) => {
    try {
      return read(secret);
    } catch (error) {
      if (!(error instanceof KubeconfigError)) throw error;
      return { candidates: [], problems: [error.message] };
    }
  },
};

function read(secret: SourceObject): Found {
  const { name: object, namespace, labels } = secret.metadata;
  const file = readKubeconfigText(secretValue(secret, 'value') ?? '', `${named(secret)}, value`);
  const kubeconfig = new Kubeconfig(file);
  const { contexts, currentContext } = kubeconfig;
  const context = contexts.find(({ name }) => name === currentContext) ?? contexts[0];
  if (!context) {
    const problem = `${named(secret)}: not a cluster, found a kubeconfig without a context`;
    return { candidates: [], problems: [problem] };
  }
  const candidate = {
    name: labels?.[LABEL] ?? object,
    server: context.server,
    source: `Cluster API's ${named(secret)}`,
    qualifiers: namespace === undefined ? [] : [namespace],
    login: context.login,
    loginWith: context.command ?? context.authProvider,
    connect: isWhole(file) ? () => kubeconfig.connection(context.name) : undefined,
    tlsServerName: context.serverName,
    insecureSkipVerify: context.insecureSkipVerify,
    proxyUrl: context.proxyUrl,
  };
  return { candidates: [candidate], problems: [] };
}

/**
 * Whether all credentials are in the kubeconfig itself. Those that are not would be files and
 * programs of this machine, which no Secret of another is to name.
 */
function isWhole({ clusters, users }: KubeconfigFile): boolean {
  const whole = (user: UserEntry) =>
    !user.exec &&
    !user['auth-provider'] &&
    !user.tokenFile &&
    !user['client-certificate'] &&
    !user['client-key'];
  return (
    [...users.values()].every(whole) &&
    [...clusters.values()].every((cluster) => !cluster['certificate-authority'])
  );
}
