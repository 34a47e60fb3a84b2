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

/** The keys of a section, each with the keys that it has in turn; settings, not the forms of others. */
const SECTIONS = {
  hub: root.properties?.hub,
  'hub.grafana': below(root.properties?.hub, 'grafana'),
  'hub.alertmanager': below(root.properties?.hub, 'alertmanager'),
  'clusters[]': cluster(),
  'clusters[].auth': below(cluster(), 'auth'),
  'clusters[].tls': below(cluster(), 'tls'),
  'clusters[].federation': below(cluster(), 'federation'),
  'clusters[].monitor': below(cluster(), 'monitor'),
  'clusters[].monitor.exporters': below(below(cluster(), 'monitor'), 'exporters'),
  'clusters[].monitor.kubelet': below(below(cluster(), 'monitor'), 'kubelet'),
  'clusters[].monitor.controlPlane': below(below(cluster(), 'monitor'), 'controlPlane'),
};

/** What cannot stand beside something else that is shown. */
const INSTEAD = [
  // All others of the section are about an Alertmanager that is deployed.
  'hub.alertmanager.existing',
  // Members that share a statestore have no Secrets of their own.
  'clusters[].auth.secretName',
];

const WANTED = Object.entries(SECTIONS)
  .flatMap(([section, schema]) =>
    Object.keys(resolved(schema).properties ?? {}).map((key) => `${section}.${key}`),
  )
  .filter((key) => !INSTEAD.includes(key));

describe('fleet.example.yaml', () => {
  it('is valid, and what it warns of is meant', () => {
    const { fleet, diagnostics } = loadFleet(FILE);
    expect(fleet).toBeDefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['reader-may-post']);
  });

  it('is rendered', () => expect(Object.keys(rendered(text))).toContain('hub/login.k8s.yaml'));

  it.each(WANTED)('shows %s', (key) => expect(settings([parse(text)], key)).not.toEqual([]));
});

describe('docs/fleet-file.md', () => {
  const page = readFileSync('docs/fleet-file.md', 'utf8');
  // test/docs.test.ts renders each of them.
  const examples = [...page.matchAll(CODE)]
    .filter(([, , language]) => language === 'yaml')
    .map(([, , , code = '']) => parse(code));

  it.each(WANTED)('has an example of %s', (key) => expect(settings(examples, key)).not.toEqual([]));
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

function cluster(): Schema | undefined {
  return root.properties?.clusters?.items;
}

function below(schema: Schema | undefined, key: string): Schema | undefined {
  return resolved(schema).properties?.[key];
}

function resolved(schema: Schema = {}): Schema {
  if (schema.$ref) return resolved(root.definitions[schema.$ref.replace('#/definitions/', '')]);
  return Object.assign({}, ...(schema.allOf ?? []).map(resolved), schema);
}

const at = (node: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], node);
