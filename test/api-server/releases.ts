import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { MOST_CLUSTERS } from '../../output/helm/helpers/hub';
import { run } from '../e2e/local/exec';
import type { ApiServer } from './server';

/** Bytes that a Secret may have. */
const MOST_SECRET = 1_048_576;

/** What Helm keeps of a hub, in a Secret for each revision. */
export const RELEASES: Readonly<Record<string, (server: ApiServer) => Promise<void>>> = {
  'a release of 500 clusters fits into a Secret': (server) => fits(server, 500, plain),
  'so does one of 1,000': (server) => fits(server, 1_000, plain),
  'and one of as many as the chart takes, which have little in common': (server) =>
    fits(server, MOST_CLUSTERS, unlike),
  'one more is refused with what to do, and nothing is kept': async (server) => {
    const refusal = /clusters: too many for a Helm release, found \d+ .*promfleet synth/;
    await assert.rejects(install(server, MOST_CLUSTERS + 1, plain), refusal);
    assert.deepEqual(await kept(server, MOST_CLUSTERS + 1), []);
  },
};

type Entry = (name: string) => object;

/** A cluster of which nothing is said but where it is. */
const plain: Entry = (name) => ({ name, server: `https://${name}.example.com:6443` });

/** A cluster that compresses badly. */
const unlike: Entry = (name) => {
  const random = createHash('sha256').update(name).digest('hex');
  return {
    name,
    server: `https://${random.slice(0, 32)}.gr7.eu-west-1.eks.amazonaws.com`,
    labels: { account: random.slice(32, 44), owner: random.slice(44, 56) },
    auth: { type: 'serviceAccountToken', secretName: `reader-${random.slice(56)}` },
    federation: { interval: '30s', match: [`{job="${random.slice(20, 40)}"}`] },
  };
};

async function fits(server: ApiServer, clusters: number, entry: Entry): Promise<void> {
  await install(server, clusters, entry);
  const [bytes = 0] = await kept(server, clusters);
  process.stdout.write(`Helm keeps ${bytes} bytes of a hub of ${clusters} clusters\n`);
  assert.ok(bytes > 0 && bytes < MOST_SECRET, `${bytes} bytes are kept`);
}

function install({ kubeconfig }: ApiServer, clusters: number, entry: Entry): Promise<string> {
  const helm = execFileSync('tools/unpack', ['helm'], { encoding: 'utf8' }).trim();
  const names = Array.from({ length: clusters }, (_, at) => `c-${String(at).padStart(4, '0')}`);
  const values = { hub: { cluster: 'home', storage: '50Gi' }, clusters: names.map(entry) };
  const where = ['--namespace', namespace(clusters), '--create-namespace', '--values', '-'];
  const args = ['install', 'hub', 'helm/promfleet-hub', '--kubeconfig', kubeconfig, ...where];
  return run([helm, ...args], 120_000, JSON.stringify(values));
}

/** The bytes of every Secret that there is of a release. */
async function kept({ client }: ApiServer, clusters: number): Promise<number[]> {
  const path = `/api/v1/namespaces/${namespace(clusters)}/secrets`;
  const { body } = await client.request('GET', path);
  const secrets = (body as { items: { data: { release: string } }[] }).items;
  return secrets.map(({ data }) => Buffer.from(data.release, 'base64').length);
}

const namespace = (clusters: number) => `release-of-${clusters}`;
