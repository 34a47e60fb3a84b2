import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ApiClient } from '../../api-server/client';
import { withApiServer } from '../../api-server/server';
import { adminOf, askWithToken, newRequest } from './client';
import { withSimulatedClusters } from './index';
import { at, isFields, textAt } from './json';
import { type Step, steps } from './steps';

/** An API server, real or not. */
interface Compared {
  readonly client: ApiClient;
  readonly url: string;
  readonly ca: string;
}

interface Outcome {
  readonly status: number;
  readonly body: unknown;
  /** Whether the object's version is the one that the step before it gave. */
  readonly sameVersion: boolean;
}

/** Asks a real and a simulated API server the same, and prints where they differ. */
async function main(): Promise<number> {
  const { request } = await newRequest('someone');
  const list = steps(request);
  let real: readonly Outcome[] = [];
  let simulated: readonly Outcome[] = [];
  await withApiServer(async ({ client, kubeconfig }) => {
    const [cluster] = parse(readFileSync(kubeconfig, 'utf8')).clusters;
    const ca = textAt(cluster, 'cluster', 'certificate-authority-data') ?? '';
    const url = textAt(cluster, 'cluster', 'server') ?? '';
    real = await outcomes({ client, url, ca: Buffer.from(ca, 'base64').toString() }, list);
  });
  await withSimulatedClusters(
    { tokenCacheMs: 10_000, readyAfterMs: 'never' },
    async ([cluster]) => {
      if (!cluster) return;
      const client = adminOf(cluster);
      simulated = await outcomes(
        { client, url: cluster.url, ca: cluster.pki.serverAuthority },
        list,
      );
      client.close();
    },
  );
  let differing = 0;
  for (const [index, { title, method, path }] of list.entries()) {
    const found = differences('', shown(real[index]), shown(simulated[index]));
    if (found.length === 0) continue;
    differing++;
    process.stdout.write(
      `${title}: ${method} ${path}\n${found.map((line) => `  ${line}\n`).join('')}`,
    );
  }
  process.stdout.write(`${list.length - differing} of ${list.length} steps are answered alike\n`);
  return differing;
}

async function outcomes(server: Compared, list: readonly Step[]): Promise<Outcome[]> {
  const result: Outcome[] = [];
  const versions = new Map<string, unknown>();
  const tokens = new Map<string, string>();
  for (const { method, path, body, type, account } of list) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const token = tokens.get(account ?? '');
    const { status, body: answer } = token
      ? await askWithToken({ ...server, url: server.url + path, token, method, body: text, type })
      : await server.client.request(method, path, text, type);
    const issued = textAt(answer, 'status', 'token');
    if (issued) tokens.set(textAt(answer, 'metadata', 'name') ?? '', issued);
    const plain = path.split('?')[0] ?? '';
    const version = at(answer, 'metadata', 'resourceVersion');
    result.push({ status, body: answer, sameVersion: versions.get(plain) === version });
    if (status < 300) versions.set(plain, version);
  }
  return result;
}

/** What is each time another one. */
const CHANGING = new Set([
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'time',
  'token',
  'expirationTimestamp',
  'lastUpdateTime',
  'lastTransitionTime',
  'clusterIP',
  'clusterIPs',
  'remainingItemCount',
]);

function shown(outcome: Outcome | undefined): unknown {
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without);
    if (!isFields(value)) return typeof value === 'string' ? constant(value) : value;
    const kept = Object.entries(value).filter(([key]) => !CHANGING.has(key));
    return Object.fromEntries(
      kept.map(([key, inner]) => [
        key,
        UNORDERED.has(key) ? inOrder(without(inner)) : without(inner),
      ]),
    );
  };
  return without(outcome);
}

/** Causes come in any order, and owners by the second in which they last wrote. */
const UNORDERED = new Set(['causes', 'managedFields']);

const inOrder = (items: unknown): unknown =>
  Array.isArray(items)
    ? [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : items;

const constant = (text: string) =>
  text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UID')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
    .replaceAll('kubernetes-admin', 'admin');

/** Defaults, which the simulated server has few of, and the owners of what nobody keeps. */
const LEFT_OUT = /^\.body\.(spec|status|metadata\.managedFields)\b/;

function differences(path: string, real: unknown, simulated: unknown): string[] {
  if (isFields(real) && isFields(simulated)) {
    const keys = new Set([...Object.keys(real), ...Object.keys(simulated)]);
    return [...keys].flatMap((key) => differences(`${path}.${key}`, real[key], simulated[key]));
  }
  if (Array.isArray(real) && Array.isArray(simulated) && real.length === simulated.length) {
    return real.flatMap((item, index) => differences(`${path}[${index}]`, item, simulated[index]));
  }
  if (JSON.stringify(real) === JSON.stringify(simulated)) return [];
  if (simulated === undefined && LEFT_OUT.test(path)) return [];
  return [`${path}: real ${JSON.stringify(real)}, simulated ${JSON.stringify(simulated)}`];
}

void main().then((differing) => {
  process.exitCode = differing === 0 ? 0 : 1;
});
