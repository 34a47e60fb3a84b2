import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { keySchema } from '../model/schema';
import { loadFleet } from '../synth/load';
import { rendered } from './fleet';

const FILE = 'fleet.example.yaml';
const text = readFileSync(FILE, 'utf8');

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
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

describe('fleet.example.yaml', () => {
  const file = parse(text);
  const wanted = Object.entries(SECTIONS)
    .flatMap(([section, schema]) =>
      Object.keys(resolved(schema).properties ?? {}).map((key) => `${section}.${key}`),
    )
    .filter((key) => !INSTEAD.includes(key));

  it('is valid, and what it warns of is meant', () => {
    const { fleet, diagnostics } = loadFleet(FILE);
    expect(fleet).toBeDefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['reader-may-post']);
  });

  it('is rendered', () => expect(Object.keys(rendered(text))).toContain('hub/login.k8s.yaml'));

  it.each(wanted)('shows %s', (key) => {
    const path = key.split('.');
    // A setting of clusters may stand in the defaults, in a group or in a cluster.
    const places = key.startsWith('clusters[]')
      ? [file.defaults, ...Object.values(file.groups), ...file.clusters].map((entry) => ({
          'clusters[]': entry,
        }))
      : [file];
    expect(places.map((place) => at(place, path)).filter((value) => value != null)).not.toEqual([]);
  });
});

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
