import { randomBytes } from 'node:crypto';
import { GRAFANA } from '../../model/components/grafana';
import type { Grafana } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { refusal } from '../client/failure';
import type { KubeObject, Resources } from '../client/resources';

/** Bytes of the password: nobody guesses 192 bits. */
const PASSWORD_BYTES = 24;
const ADMIN = 'admin';

/**
 * Makes the Secret that Grafana takes its first user from, if there is none; one that is there is
 * never looked at or written over.
 *
 * @returns whether it was made
 * @throws ClusterFailure if it is refused
 */
export async function makeGrafanaSecret(
  connection: ApiConnection,
  { adminSecret: name, namespace }: Grafana,
): Promise<boolean> {
  const { user, password } = GRAFANA.adminKeys;
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    stringData: { [user]: ADMIN, [password]: randomBytes(PASSWORD_BYTES).toString('base64url') },
  };
  const path = `/api/v1/namespaces/${namespace}/secrets`;
  const answer = await connection.request({ method: 'POST', path, body: secret });
  if (answer.status === 409) return false;
  if (answer.status >= 300) throw refusal('POST', path, answer.status, answer.body);
  return true;
}

/** The Secret as an object without what it holds, to ask for it. */
const grafanaSecretRef = ({ adminSecret: name, namespace }: Grafana): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
});

/** Whether it is there. */
export const hasGrafanaSecret = async (resources: Resources, grafana: Grafana) =>
  (await resources.read(grafanaSecretRef(grafana))) !== undefined;

/** The command that prints the password. */
export function howToRead({ adminSecret, namespace }: Grafana, kubeContext: string): string {
  const key = GRAFANA.adminKeys.password;
  return `kubectl --context ${kubeContext} get secret ${adminSecret} -n ${namespace} -o jsonpath='{.data.${key}}' | base64 --decode`;
}
