import type { KubeConfig } from '@kubernetes/client-node';
import { nearest } from '../../language/nearest';
import { accessOf, caOf, libraryConfig } from './authenticate';
import { ApiConnection } from './connection';
import { ClusterFailure } from './failure';
import {
  type ClusterEntry,
  type KubeconfigFile,
  readKubeconfigFiles,
  type UserEntry,
} from './kubeconfig-file';

/** A context of a kubeconfig: a cluster, and who asks there. */
export interface KubeContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  /** URL, without a slash at the end. */
  readonly server: string;
  readonly insecureSkipVerify: boolean;
  /** Name to verify the server's certificate against; absent: its host. */
  readonly serverName?: string;
  readonly proxyUrl?: string;
  readonly login: Login;
  /** Program that prints credentials, with `exec`. */
  readonly command?: string;
  /** Such as `oidc`, with `authProvider`. */
  readonly authProvider?: string;
}

/** How a kubeconfig's user proves who it is. */
export type Login = 'certificate' | 'token' | 'exec' | 'authProvider' | 'basic' | 'none';

export interface KubeconfigOptions {
  /**
   * Paths of kubeconfigs, the first of which count most.
   *
   * @default - as kubectl: `KUBECONFIG`, or `~/.kube/config`
   */
  readonly files?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Milliseconds that a user's program for credentials may take.
   *
   * @default - half a minute
   */
  readonly loginTimeoutMs?: number;
}

/** What a kubeconfig has. */
export class Kubeconfig {
  /** In the order in which they stand there, without those that name a cluster that is not there. */
  readonly contexts: readonly KubeContext[];
  readonly currentContext?: string;

  constructor(
    private readonly file: KubeconfigFile,
    private readonly loginTimeoutMs?: number,
  ) {
    this.currentContext = file.currentContext;
    this.contexts = [...file.contexts].flatMap(([name, { cluster, user }]) => {
      const entry = file.clusters.get(cluster);
      const found = entry && contextOf({ name, cluster, user }, entry, file.users.get(user));
      return found ? [found] : [];
    });
  }

  /**
   * A connection to a context's cluster; nothing is asked and no program is run until it is used.
   *
   * @throws ClusterFailure if there is no such context
   */
  connection(context: string): ApiConnection {
    const { cluster, user } = this.entries(context);
    return new ApiConnection(cluster.server, () => accessOf(cluster, user, this.loginTimeoutMs));
  }

  /**
   * The context as `@kubernetes/client-node` takes it, logged in.
   *
   * @throws ClusterFailure if there is no such context, or its program gives no credentials
   */
  ofLibrary(context: string): Promise<KubeConfig> {
    const { cluster, user } = this.entries(context);
    return libraryConfig(cluster, user, this.loginTimeoutMs);
  }

  /**
   * The CA certificates that a context trusts, as PEM; absent where they are the system's.
   *
   * @throws ClusterFailure if there is no such context, or the file with them cannot be read
   */
  ca(context: string): string | undefined {
    return caOf(this.entries(context).cluster);
  }

  private entries(name: string): { cluster: ClusterEntry; user: UserEntry } {
    const context = this.file.contexts.get(name);
    const cluster = context && this.file.clusters.get(context.cluster);
    if (cluster) return { cluster, user: this.file.users.get(context.user) ?? {} };
    const other = nearest(name, [...this.file.contexts.keys()]);
    const hint = other ? `, did you mean ${other}?` : '';
    throw new ClusterFailure(
      'unauthenticated',
      `no context ${name} in the kubeconfig${hint}, name the right one as kubeContext in the fleet file`,
    );
  }
}

/**
 * Reads the kubeconfig as kubectl does.
 *
 * @throws KubeconfigError if there is none, or one of the files is not one
 */
export function loadKubeconfig({ files = [], env, loginTimeoutMs }: KubeconfigOptions): Kubeconfig {
  return new Kubeconfig(readKubeconfigFiles(files, env), loginTimeoutMs);
}

function contextOf(
  names: Pick<KubeContext, 'name' | 'cluster' | 'user'>,
  cluster: ClusterEntry,
  user: UserEntry = {},
): KubeContext {
  return {
    ...names,
    server: cluster.server.replace(/\/$/, ''),
    insecureSkipVerify: cluster['insecure-skip-tls-verify'] === true,
    serverName: cluster['tls-server-name'] ?? undefined,
    proxyUrl: cluster['proxy-url'] ?? undefined,
    login: loginOf(user),
    command: user.exec?.command,
    authProvider: user['auth-provider']?.name,
  };
}

function loginOf(user: UserEntry): Login {
  if (user.exec) return 'exec';
  if (user['auth-provider']) return 'authProvider';
  if (user.token || user.tokenFile) return 'token';
  if (user['client-certificate'] || user['client-certificate-data']) return 'certificate';
  return user.username ? 'basic' : 'none';
}
