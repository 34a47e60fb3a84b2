import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documented, follow } from '../e2e/harness/documented';
import type { ApiServer } from './server';

const CLUSTER = 'eks-eu-1';

/** What that cluster's entry in the shipped fleet file says, as docs/helm.md writes it. */
const VALUES = {
  hub: { cluster: 'control-plane' },
  auth: { type: 'serviceAccountToken' },
  labels: { environment: 'production', provider: 'aws', region: 'eu-west-1' },
  monitor: { storage: '20Gi' },
};

/** What kubectl has applied, in the hands of Helm. */
export const TAKEOVER: Readonly<Record<string, (server: ApiServer) => Promise<void>>> = {
  'a release takes over what kubectl has applied, and no pod is replaced': async ({
    client,
    kubeconfig,
  }) => {
    const [takeOver = ''] = documented('From kubectl to Helm', 'helm.md');
    const directory = mkdtempSync(join(tmpdir(), 'promfleet-takeover-'));
    const run = (text: string) =>
      follow(text, {
        directory,
        contexts: { [CLUSTER]: { kubeconfig } },
        words: { payments: CLUSTER },
      });
    const templates = async () => {
      const kinds = ['statefulsets', 'deployments', 'daemonsets'];
      const lists = await Promise.all(
        kinds.map((kind) => client.request('GET', `/apis/apps/v1/namespaces/monitoring/${kind}`)),
      );
      return lists.flatMap(({ body }) => (body as List).items.map(({ spec }) => spec.template));
    };
    for (const part of ['helm', 'dist']) cpSync(part, join(directory, part), { recursive: true });
    // JSON is YAML too.
    writeFileSync(join(directory, 'members.yaml'), JSON.stringify(VALUES));
    await run(`kubectl --context ${CLUSTER} apply --server-side -f dist/clusters/${CLUSTER}/`);
    const before = await templates();
    await run(takeOver);
    assert.equal(before.length, 4);
    assert.deepEqual(await templates(), before);
    // There is nothing that makes pods here, for an upgrade to wait for.
    const [both = ''] = documented('Change a value, or upgrade', 'helm.md');
    const [upgrade = ''] = both
      .replace(' --wait', ' --force-conflicts')
      .split(/^(?=helm upgrade hub)/m);
    writeFileSync(join(directory, 'members.yaml'), JSON.stringify({ ...VALUES, labels: {} }));
    await run(upgrade);
    assert.deepEqual(await templates(), before);
    rmSync(directory, { recursive: true });
  },
};

interface List {
  readonly items: readonly { spec: { template: object } }[];
}
