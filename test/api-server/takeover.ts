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
  'a release takes over what kubectl has applied, and no pod is replaced': (server) =>
    inCheckout(async (directory) => {
      const contexts = { [CLUSTER]: { kubeconfig: server.kubeconfig } };
      const words = { payments: CLUSTER };
      const run = (text: string) => follow(text, { directory, contexts, words });
      const [takeOver = ''] = documented('From kubectl to Helm', 'helm.md');
      const [both = ''] = documented('Change a value, or upgrade', 'helm.md');
      const [upgrade = ''] = both.split(/^(?=helm upgrade hub)/m);

      writeValues(directory, VALUES);
      await run(`kubectl --context ${CLUSTER} apply --server-side -f dist/clusters/${CLUSTER}/`);
      const before = await podTemplates(server);
      assert.equal(before.length, 4);
      await run(takeOver);
      assert.deepEqual(await podTemplates(server), before);
      writeValues(directory, { ...VALUES, labels: {} });
      // There is nothing that makes pods here, for an upgrade to wait for.
      await run(upgrade.replace('--wait', '--force-conflicts'));
      assert.deepEqual(await podTemplates(server), before);
    }),
};

/** Gives a function a directory in which charts and manifests are where the page has them. */
async function inCheckout(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-takeover-'));
  try {
    for (const part of ['helm', 'dist']) cpSync(part, join(directory, part), { recursive: true });
    await use(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function writeValues(directory: string, values: object): void {
  // JSON is YAML too.
  writeFileSync(join(directory, 'members.yaml'), JSON.stringify(values));
}

/** What pods are made from: as long as it stays, they do. */
async function podTemplates({ client }: ApiServer): Promise<object[]> {
  const kinds = ['statefulsets', 'deployments', 'daemonsets'];
  const lists = await Promise.all(
    kinds.map((kind) => client.request('GET', `/apis/apps/v1/namespaces/monitoring/${kind}`)),
  );
  return lists.flatMap(({ body }) => (body as List).items.map(({ spec }) => spec.template));
}

interface List {
  readonly items: readonly { spec: { template: object } }[];
}
