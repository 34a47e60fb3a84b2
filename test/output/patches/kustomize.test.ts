import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { renderFleet } from '../../../synth/render-fleet';
import { yamlText } from '../../../yaml/write';
import { fleetFile, type Manifest, resolved } from '../../fleet';
import { MOST_MS } from '../../readers';

const directory = mkdtempSync(join(tmpdir(), 'promfleet-kustomize-'));
afterAll(() => rmSync(directory, { recursive: true }));

const DEPLOYMENT = { kind: 'Deployment', name: 'hub-grafana' };
const inPod = (spec: object) => ({ spec: { template: { spec } } });

const PATCHES = [
  { target: { kind: 'Stateful.*|Service' }, patch: { metadata: { annotations: { a: 'b' } } } },
  {
    target: DEPLOYMENT,
    patch: inPod({
      nodeSelector: { pool: 'monitoring' },
      tolerations: [{ key: 'pool', operator: 'Exists' }],
      containers: [
        {
          name: 'grafana',
          env: [
            { name: 'GF_LOG_MODE', value: 'file' },
            { name: 'GF_LOG_LEVEL', value: 'debug' },
          ],
          readinessProbe: null,
        },
        { name: 'side-car', image: 'a' },
      ],
    }),
  },
  {
    target: DEPLOYMENT,
    patch: [
      { op: 'test', path: '/spec/template/spec/nodeSelector/pool', value: 'monitoring' },
      { op: 'add', path: '/spec/template/spec/tolerations/-', value: { key: 'more' } },
      { op: 'copy', from: '/metadata/name', path: '/metadata/labels/copy' },
      { op: 'remove', path: '/spec/template/spec/containers/0/imagePullPolicy' },
    ],
  },
  { target: { kind: 'NetworkPolicy', name: 'hub-grafana' }, patch: { $patch: 'delete' } },
  {
    target: { kind: 'ConfigMap', labelSelector: 'app.kubernetes.io/name in (prometheus)' },
    patch: { metadata: { labels: { tier: 'config' } } },
  },
];

/** Writes the fleet below a directory, and has kubectl build what is asked for. */
function written(name: string, fleet: string): string {
  renderFleet(resolved(fleet), {
    onFile: ({ path, text }) => {
      const file = join(directory, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
  });
  return join(directory, name);
}

function built(path: string): Manifest[] {
  const kubectl = execFileSync('tools/unpack', ['kubectl'], { encoding: 'utf8' }).trim();
  const text = execFileSync(kubectl, ['kustomize', path], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return parseAllDocuments(text).map((document) => sorted(document.toJS()));
}

/** kustomize puts new elements first, where Kubernetes puts them last. */
function sorted(value: Manifest): Manifest {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.every((item) => item?.name)
      ? items.sort((a, b) => (a.name < b.name ? -1 : 1))
      : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]));
}

it(
  'patches make the objects that kustomize makes with them, around the same files',
  () => {
    const plain = written('plain', fleetFile());
    const ours = written(
      'patched',
      `${fleetFile({ hub: `patches: ${JSON.stringify(PATCHES)}` })}\n`,
    );
    const overlay = join(directory, 'overlay');
    mkdirSync(overlay);
    const resources = ['../plain/hub'];
    // Beside a target kustomize wants a name, and does not look at it.
    const any = { apiVersion: 'v1', kind: 'Any' };
    const named = (patch: Manifest) => ({
      ...any,
      ...patch,
      metadata: { ...patch.metadata, name: 'any' },
    });
    const patches = PATCHES.map(({ target, patch }) => ({
      target,
      patch: JSON.stringify(Array.isArray(patch) ? patch : named(patch)),
    }));
    writeFileSync(join(overlay, 'kustomization.yaml'), yamlText({ resources, patches }));
    expect(built(join(ours, 'hub'))).toEqual(built(overlay));
    expect(built(join(plain, 'hub'))).not.toEqual(built(overlay));
  },
  MOST_MS,
);

it(
  'every directory is one that kubectl builds, with all objects of its files',
  () => {
    const objects: Record<string, number> = {};
    renderFleet(resolved(fleetFile()), {
      onFile: ({ path, objects: names }) => {
        const folder = dirname(path);
        objects[folder] = (objects[folder] ?? 0) + names.length;
      },
    });
    const plain = written('again', fleetFile());
    for (const [folder, count] of Object.entries(objects)) {
      expect(built(join(plain, folder))).toHaveLength(count);
    }
  },
  MOST_MS,
);
