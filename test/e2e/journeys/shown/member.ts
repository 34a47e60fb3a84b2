import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Member } from '../../../../model/types';
import { loadFleet } from '../../../../synth/load';
import type { Credentials } from '../../harness/credentials';
import { NAMESPACE } from '../../harness/hub';
import { kubectlJson } from '../../harness/kubectl';
import type { AccessFleet } from '../access/access-fleet';

/** A member as the fleet file has it. */
export function memberOf({ directory }: AccessFleet, name: string): Member {
  const { fleet } = loadFleet(path.join(directory, 'fleet.yaml'));
  const member = fleet?.members.find((one) => one.name === name);
  assert.ok(member, `the fleet file has no ${name}`);
  return member;
}

/** What the hub shows to a member, out of the Secret that `connect` has filled. */
export async function credentialsOf(
  fleet: AccessFleet,
  name: string,
): Promise<Partial<Credentials>> {
  const { secretName, items } = memberOf(fleet, name).job.credentials;
  const { data } = await kubectlJson<{ data: Record<string, string> }>(fleet.hub.cluster, [
    ...['-n', NAMESPACE, 'get', 'secret', secretName],
  ]);
  return Object.fromEntries(
    items.map(({ content, key }) => [
      KEYS[content],
      Buffer.from(data[key] ?? '', 'base64').toString(),
    ]),
  );
}

const KEYS = { ca: 'ca.crt', certificate: 'tls.crt', key: 'tls.key', token: 'token' } as const;
