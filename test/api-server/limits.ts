import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';
import { REVISION_OVERHEAD } from '../../output/size';
import { MOST_ANNOTATIONS, MOST_ETCD } from '../../synth/sizes';
import { run } from '../e2e/local/exec';
import type { Answer } from './client';
import type { Workload } from './derived';
import { DryRun } from './dry-run';
import { hubOfSize } from './fleet-of-size';
import type { ApiServer } from './server';

/** Where the limits are that `synth` warns of: a byte, or a little more, decides. */
export const LIMITS: Readonly<Record<string, (server: ApiServer) => Promise<void>>> = {
  'client-side apply takes a StatefulSet of as many bytes as synth lets pass, and not one more':
    async (server) => {
      const most = hubOfSize('annotations', MOST_ANNOTATIONS);
      const more = hubOfSize('annotations', MOST_ANNOTATIONS + 1);
      assert.deepEqual([most.size.annotations, more.size.annotations], [262_144, 262_145]);
      await kubectl(server, most.text);
      await assert.rejects(kubectl(server, more.text), /annotations: Too long/);
      await kubectl(server, more.text, '--server-side');
    },
  'what the API server adds to the pods of a StatefulSet is what synth reckons with': async ({
    client,
    connection,
  }) => {
    const { text, size } = hubOfSize('annotations', MOST_ANNOTATIONS / 2);
    const path = await new DryRun(connection).pathOf(parse(text));
    const type = 'application/apply-patch+yaml';
    const query = '?dryRun=All&fieldManager=promfleet';
    const { body } = await client.request('PATCH', `${path}${query}`, text, type);
    const { template } = (body as Workload).spec;
    const more = JSON.stringify({ spec: { template: { ...template, $patch: 'replace' } } });
    // Half of it is left for the revision's own name and labels.
    assert.ok(Buffer.byteLength(more) < size.revision - REVISION_OVERHEAD / 2);
  },
  'etcd takes the revision of a StatefulSet as large as synth lets pass, and none that is 2 KiB larger':
    async (server) => {
      const most = hubOfSize('revision', MOST_ETCD);
      const more = hubOfSize('revision', MOST_ETCD + 2048);
      assert.equal((await keepRevision(server, most.text)).status, 201);
      const { status, body } = await keepRevision(server, more.text);
      assert.equal(status, 500);
      assert.match(String((body as { message?: string }).message), /request is too large/);
    },
};

/** Client-side apply, unless told otherwise; nothing is kept. */
async function kubectl({ kubeconfig, connection }: ApiServer, text: string, ...more: string[]) {
  await new DryRun(connection).pathOf(parse(text));
  const binary = execFileSync('tools/unpack', ['kubectl'], { encoding: 'utf8' }).trim();
  const args = ['apply', '--kubeconfig', kubeconfig, '--dry-run=server', ...more, '-f', '-'];
  return run([binary, ...args], 120_000, text);
}

/** Keeps what the controller of a StatefulSet keeps of its pods, and takes it away again. */
async function keepRevision({ client, connection }: ApiServer, text: string): Promise<Answer> {
  const object: Workload = parse(text);
  const path = await new DryRun(connection).pathOf(object);
  const { name, namespace } = object.metadata;
  const { template } = object.spec;
  const revision = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: { name: `${name}-abcdefghij`, namespace, labels: template.metadata.labels },
    data: { spec: { template: { ...template, $patch: 'replace' } } },
    revision: 1,
  };
  const all = path.replace(/statefulsets.*/, 'controllerrevisions');
  const answer = await client.request('POST', all, JSON.stringify(revision));
  await client.request('DELETE', `${all}/${revision.metadata.name}`);
  return answer;
}
