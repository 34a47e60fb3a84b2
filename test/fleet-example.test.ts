import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { keySchema } from '../model/schema';
import { loadFleet } from '../synth/load';
import { rendered } from './fleet';
import { CODE } from './markdown';

const FILE = 'fleet.example.yaml';
const text = readFileSync(FILE, 'utf8');

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** A fleet file, or a part of one. */
interface Entry {
  readonly defaults?: unknown;
  readonly groups?: Readonly<Record<string, unknown>>;
  readonly clusters?: readonly unknown[];
}

const root = keySchema() as unknown as Schema & {
  readonly definitions: Readonly<Record<string, Schema>>;
};

/** Whose keys each are shown; what Kubernetes or Prometheus shape themselves is shown as one. */
const SECTIONS = [
  'hub',
  'hub.alertmanager',
  'hub.alertmanager.heartbeat',
  'hub.grafana',
  'hub.grafana.dashboards',
  'hub.grafana.httpRoute',
  'hub.grafana.ingress',
  'hub.grafana.oidc',
  'hub.httpRoute',
  'hub.ingress',
  'hub.login',
  'hub.login.oidc',
  'images',
  'clusters[]',
  'clusters[].auth',
  'clusters[].tls',
  'clusters[].federation',
  'clusters[].monitor',
  'clusters[].monitor.existing',
  'clusters[].monitor.exporters',
  'clusters[].monitor.exporters.kubeStateMetrics',
  'clusters[].monitor.exporters.nodeExporter',
  'clusters[].monitor.kubelet',
  'clusters[].monitor.controlPlane',
];

/** What an example alone would not do for. */
const MORE = [
  // Files that have to be there: docs/dashboards.md.
  'hub.grafana.dashboards.folder',
  // A digest of every image: docs/air-gap.md.
  'images.requireDigest',
];

const SETTINGS = SECTIONS.flatMap((section) =>
  keysOf(section).map((key) => `${section}.${key}`),
).filter((key) => !MORE.includes(key));

/** What cannot stand beside something else that is shown. */
const INSTEAD = [
  // All others of the section are about an Alertmanager that is deployed.
  'hub.alertmanager.existing',
  // Members that share a statestore have no Secrets of their own.
  'clusters[].auth.secretName',
  // The login is by OpenID Connect.
  'hub.login.htpasswd',
];

describe('fleet.example.yaml', () => {
  it('is valid, and what it warns of is meant', () => {
    const { fleet, diagnostics } = loadFleet(FILE);
    expect(fleet).toBeDefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['reader-may-post']);
  });

  it('is rendered', () => expect(Object.keys(rendered(text))).toContain('hub/login.k8s.yaml'));

  const shown = SETTINGS.filter((key) => !INSTEAD.includes(key));
  it.each(shown)('shows %s', (key) => expect(settings([parse(text)], key)).not.toEqual([]));
});

describe('docs/fleet-file.md', () => {
  const page = readFileSync('docs/fleet-file.md', 'utf8');
  // test/docs.test.ts renders each of them.
  const examples = [...page.matchAll(CODE)]
    .filter(([, , language]) => language === 'yaml')
    .map(([, , , code = '']) => parse(code));

  it.each(SETTINGS)('has an example of %s', (key) =>
    expect(settings(examples, key)).not.toEqual([]),
  );
});

/** What some fleet files say of a setting; one of clusters may stand in the defaults or in a group. */
function settings(files: readonly Entry[], key: string): unknown[] {
  const places = key.startsWith('clusters[]')
    ? files
        .flatMap(({ defaults, groups = {}, clusters = [] }) => [
          defaults,
          ...Object.values(groups),
          ...clusters,
        ])
        .map((entry) => ({ 'clusters[]': entry }))
    : files;
  return places.map((place) => at(place, key.split('.'))).filter((value) => value != null);
}

function keysOf(section: string): string[] {
  const schema = section
    .split('.')
    .reduce<Schema | undefined>((above, key) => below(above, key), root);
  return Object.keys(resolved(schema).properties ?? {});
}

/** What a key is described by; `key[]` is an element of its list. */
function below(schema: Schema | undefined, key: string): Schema | undefined {
  const [name = '', isList] = key.split('[]');
  const found = resolved(schema).properties?.[name];
  return isList === undefined ? found : resolved(found).items;
}

function resolved(schema: Schema = {}): Schema {
  if (schema.$ref) return resolved(root.definitions[schema.$ref.replace('#/definitions/', '')]);
  return Object.assign({}, ...(schema.allOf ?? []).map(resolved), schema);
}

const at = (node: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], node);
