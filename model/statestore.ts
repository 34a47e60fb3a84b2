import { durationMs } from '../language/duration';
import { STATESTORE } from './components/federation';
import { CERTIFICATE_EXPIRATION } from './defaults';
import type { ClusterSettings, HubSettings } from './settings';
import { bucket, buckets } from './spread';
import type { CredentialContent, Credentials, StatestoreSecret } from './types';
import { objectName } from './workload';

/** Key in a Secret of the member's own, and name in the statestore, of each part of credentials. */
const FILES: Readonly<Record<CredentialContent, { readonly key: string; readonly file: string }>> =
  {
    ca: { key: 'ca.crt', file: 'certificate-authority-data.pem' },
    certificate: { key: 'tls.crt', file: 'client-certificate-data.pem' },
    key: { key: 'tls.key', file: 'client-key-data.pem' },
    token: { key: 'token', file: 'token' },
  };

/** What a statestore is laid out by. */
type Layout = Pick<HubSettings, 'statestore' | 'statestoreLayout' | 'release'>;

/**
 * The Secret with a member's credentials, and its files in the statestore.
 *
 * @param number - of the Secret, where members share them
 */
export function credentials(
  { name: cluster, auth }: Pick<ClusterSettings, 'name' | 'auth'>,
  { statestore, statestoreLayout, release }: Layout,
  number = bucket(cluster),
): Credentials {
  const shared = statestoreLayout === 'shared';
  // A cluster's name has no dot, so that no file of one is named as another's.
  const below = shared ? `${number}/${cluster}.` : `${cluster}/`;
  const item = (content: CredentialContent) => {
    const { key, file } = FILES[content];
    return { content, key: shared ? `${cluster}.${file}` : key, path: `${below}${file}` };
  };
  const file = (content: CredentialContent) => `${statestore}/${below}${FILES[content].file}`;
  const common = {
    secretName: shared
      ? sharedName(release, number)
      : (auth.secretName ?? defaultSecretName(cluster)),
    caFile: file('ca'),
  };
  return auth.type === 'serviceAccountToken'
    ? {
        ...common,
        items: [item('ca'), item('token')],
        tokenFile: file('token'),
        expirationSeconds: seconds(auth.expiration),
      }
    : {
        ...common,
        items: [item('ca'), item('certificate'), item('key')],
        certFile: file('certificate'),
        keyFile: file('key'),
        expirationSeconds: seconds(auth.expiration ?? CERTIFICATE_EXPIRATION),
      };
}

/** The Secrets that the members of a hub share: all there can be, whoever is in them. */
export const statestoreSecrets = (release: string): StatestoreSecret[] =>
  buckets().map((number) => ({
    name: sharedName(release, number),
    volume: `${STATESTORE.component}-${number}`,
    directory: number,
  }));

/** The Secret of members that do not name it. */
export const defaultSecretName = (cluster: string) => `federation-${cluster}`;

const sharedName = (release: string, number: string) =>
  `${objectName(STATESTORE.component, release)}-${number}`;

function seconds(duration: string): number;
function seconds(duration: string | undefined): number | undefined;
function seconds(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : Math.floor(durationMs(duration) / 1000);
}
