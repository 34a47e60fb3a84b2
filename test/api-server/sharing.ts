import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Member } from '../../model/types';
import { documented, follow } from '../e2e/harness/documented';
import { resolved } from '../fleet';
import { sharing } from '../fuzz/base';
import type { ApiClient } from './client';
import type { ApiServer } from './server';

const SECRETS = '/api/v1/namespaces/monitoring/secrets';
const SHIPPED = readFileSync('fleet.yaml', 'utf8');

/** Members share Secrets, and none touches what another has in one. */
export const SHARING: Readonly<Record<string, (server: ApiServer) => Promise<void>>> = {
  'the documented way into a shared statestore has every file where its job looks': async (
    server,
  ) => {
    const { client } = server;
    await haveNamespace(client);
    for (const { name, job } of resolved(SHIPPED).members) {
      const { secretName, items } = job.credentials;
      const data = items.map(({ key }): [string, string] => [key, encoded(`${name} ${key}`)]);
      const secret = { ...named(secretName), data: Object.fromEntries(data) };
      const { status } = await client.request('POST', SECRETS, JSON.stringify(secret));
      assert.equal(status, 201);
    }
    await share(server);
    const own = resolved(SHIPPED).members;
    for (const [index, member] of resolved(sharing(SHIPPED)).members.entries()) {
      const found = await dataOf(client, member);
      const before = own[index]?.job.credentials.items ?? [];
      for (const [at, { key }] of member.job.credentials.items.entries()) {
        assert.equal(found[key], encoded(`${member.name} ${before[at]?.key}`));
      }
    }
  },
  'a member that leaves a Secret takes its own keys along, and no others': async ({ client }) => {
    await haveNamespace(client);
    const [one, other] = neighbours(2);
    assert.ok(one && other);
    for (const member of [one, other]) await deliver(client, member, keysOf(member));
    assert.deepEqual(Object.keys(await dataOf(client, one)).sort(), keysOf(one, other));
    await deliver(client, one, []);
    assert.deepEqual(Object.keys(await dataOf(client, other)).sort(), keysOf(other));
    await deliver(client, other, []);
  },
};

const named = (name: string, kind = 'Secret') => ({ apiVersion: 'v1', kind, metadata: { name } });

/** Makes the hub's namespace, unless another has done so. */
const haveNamespace = (client: ApiClient) =>
  client.request('POST', '/api/v1/namespaces', JSON.stringify(named('monitoring', 'Namespace')));

const encoded = (text: string) => Buffer.from(text).toString('base64');

const keysOf = (...members: readonly Member[]) =>
  members.flatMap(({ job }) => job.credentials.items.map(({ key }) => key)).sort();

/** Runs the commands of the page against this server. */
async function share({ kubeconfig }: ApiServer): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-sharing-'));
  try {
    const [commands = ''] = documented('Share the statestore');
    await follow(commands, { directory, contexts: { 'control-plane': { kubeconfig } } });
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** So many members of one Secret; nobody else is in it. */
function neighbours(count: number): Member[] {
  const names = Array.from({ length: 64 * count }, (_, index) => `neighbour-${index}`);
  const { members } = resolved(
    [
      'hub: { cluster: home, release: neighbours, statestoreLayout: shared }',
      'clusters:',
      ...names.map((name) => `  - { name: ${name}, server: 'https://${name}.test' }`),
    ].join('\n'),
  );
  const [first] = members;
  const secretName = first?.job.credentials.secretName;
  return members.filter(({ job }) => job.credentials.secretName === secretName).slice(0, count);
}

/** Applies some keys of a member as who delivers credentials does. */
async function deliver(
  client: ApiClient,
  { name, job }: Member,
  keys: readonly string[],
): Promise<void> {
  const { secretName } = job.credentials;
  const data = Object.fromEntries(keys.map((key) => [key, encoded(`${name} ${key}`)]));
  const path = `${SECRETS}/${secretName}?fieldManager=promfleet:${name}`;
  const secret = JSON.stringify({ ...named(secretName), data });
  const type = 'application/apply-patch+yaml';
  const { status, body } = await client.request('PATCH', path, secret, type);
  assert.ok(status === 200 || status === 201, JSON.stringify(body));
}

async function dataOf(client: ApiClient, { job }: Member): Promise<Record<string, string>> {
  const { body } = await client.request('GET', `${SECRETS}/${job.credentials.secretName}`);
  return (body as { data?: Record<string, string> }).data ?? {};
}
