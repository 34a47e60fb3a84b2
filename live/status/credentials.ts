import { z } from 'zod';
import { endsSoon } from '../../model/credential-life';
import type { Credentials, Member } from '../../model/types';
import type { KubeObject, Resources } from '../client/resources';
import { sideBySide } from '../client/side-by-side';
import { certificateExpiry, tokenExpiry } from './expiry';
import type { CredentialStatus } from './types';

const DAY_MS = 24 * 3600 * 1000;
const SECRET = { apiVersion: 'v1', kind: 'Secret' } as const;
/** Of more Secrets than this, all of the namespace are listed: fewer requests, more bytes. */
const MOST_SINGLE = 64;

const secretData = z.object({ data: z.record(z.string(), z.string()).nullish() });

/** Data of Secrets by their names: base64, by key. */
export type SecretData = ReadonlyMap<string, Readonly<Record<string, string>>>;

/**
 * Reads the Secrets that these members' credentials are in; those that are not there are left out.
 *
 * @throws ClusterFailure if they cannot be read
 */
export async function readSecrets(
  members: readonly Member[],
  namespace: string,
  resources: Resources,
  parallel: number,
): Promise<SecretData> {
  const names = [...new Set(members.map(({ job }) => job.credentials.secretName))];
  const found =
    names.length > MOST_SINGLE
      ? await resources.list(SECRET, '', namespace)
      : await sideBySide(names, parallel, (name) =>
          resources.read({ ...SECRET, metadata: { name, namespace } }),
        );
  const there = found.filter((object) => object !== undefined);
  return new Map(there.map((object) => [object.metadata.name, dataOf(object)]));
}

/**
 * The credential of a member, as it is in its Secret, whichever layout that has.
 *
 * @param now - milliseconds since 1970
 */
export function credentialStatus(
  { secretName, items, tokenFile }: Credentials,
  secrets: SecretData,
  now: number,
): CredentialStatus {
  const base = { type: tokenFile ? 'token' : 'certificate', secret: secretName } as const;
  const data = secrets.get(secretName);
  if (!data) return { ...base, problem: `Secret ${secretName} is not there` };
  const missing = items.filter(({ key }) => !data[key]).map(({ key }) => key);
  if (missing.length > 0) {
    return { ...base, problem: `Secret ${secretName} has no ${missing.join(', ')}` };
  }
  const presented = items.find(({ content }) => content === 'certificate' || content === 'token');
  const bytes = Buffer.from(data[presented?.key ?? ''] ?? '', 'base64');
  const expiry = tokenFile ? tokenExpiry(bytes) : certificateExpiry(bytes);
  if ('problem' in expiry) {
    return { ...base, problem: `${presented?.key} of Secret ${secretName} ${expiry.problem}` };
  }
  const { begins, ends } = expiry;
  if (ends === undefined) return { ...base, type: 'long-lived token' };
  return {
    ...base,
    issued: begins === undefined ? undefined : new Date(begins).toISOString(),
    expires: new Date(ends).toISOString(),
    daysLeft: Math.floor((ends - now) / DAY_MS),
  };
}

/**
 * Whether a credential ends within this time, or has ended.
 *
 * @param now - milliseconds since 1970
 * @param withinMs - absent: as the hub's alert has it
 */
export function isEnding(
  { issued, expires }: CredentialStatus,
  now: number,
  withinMs?: number,
): boolean {
  if (expires === undefined) return false;
  const ends = Date.parse(expires);
  const life = issued === undefined ? Number.POSITIVE_INFINITY : ends - Date.parse(issued);
  return ends - now <= (withinMs ?? endsSoon(life));
}

const dataOf = (object: KubeObject) => secretData.parse(object).data ?? {};
