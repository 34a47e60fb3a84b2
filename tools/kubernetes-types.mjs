#!/usr/bin/env node
// Prints output/patches/kubernetes-types.json: the fields of the kinds that promfleet writes, and the
// keys by which a strategic merge tells elements of their lists apart.
// Usage: tools/kubernetes-types.mjs SWAGGER >output/patches/kubernetes-types.json
// SWAGGER is api/openapi-spec/swagger.json of k8s.io/kubernetes, in a directory with its version.
import { readFileSync } from 'node:fs';

const [, , file = ''] = process.argv;
const { definitions } = JSON.parse(readFileSync(file, 'utf8'));
const [release = 'unknown'] = /v1\.[0-9.]+/.exec(file) ?? [];

/** Kinds by their API version; the rest of the API is not read. */
const KINDS = {
  v1: ['ConfigMap', 'Namespace', 'PersistentVolumeClaim', 'Secret', 'Service', 'ServiceAccount'],
  'apps/v1': ['DaemonSet', 'Deployment', 'StatefulSet'],
  'batch/v1': ['CronJob', 'Job'],
  'networking.k8s.io/v1': ['Ingress', 'NetworkPolicy'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
};

const SCALARS = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'intOrString',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
};

const types = {};
const full = {};

/** The name of a type, without its package: two of one name would be an error. */
function nameOf(definition) {
  const name = definition.split('.').at(-1);
  full[name] ??= definition;
  if (full[name] !== definition) throw new Error(`${definition} and ${full[name]}`);
  if (types[name]) return name;
  const { properties = {}, required } = definitions[definition];
  const type = { fields: {} };
  types[name] = type;
  const keys = {};
  for (const [field, schema] of Object.entries(properties)) {
    // What the API server alone writes.
    if (field === 'status' || field === 'managedFields') continue;
    type.fields[field] = written(schema);
    if (schema['x-kubernetes-patch-strategy']?.includes('merge')) {
      const key = schema['x-kubernetes-patch-merge-key'];
      keys[field] = schema['x-kubernetes-list-map-keys'] ?? (key ? [key] : []);
    }
  }
  if (required) type.required = required;
  if (Object.keys(keys).length > 0) type.keys = keys;
  return name;
}

function written(schema) {
  if (schema.$ref) {
    const definition = schema.$ref.replace('#/definitions/', '');
    return SCALARS[definition] ?? nameOf(definition);
  }
  if (schema.type === 'array') return `[]${written(schema.items)}`;
  if (schema.additionalProperties) return `{}${written(schema.additionalProperties)}`;
  return schema.type === 'object' || !schema.type ? 'any' : schema.type;
}

const kinds = {};
for (const [apiVersion, names] of Object.entries(KINDS)) {
  const [version, group = 'core'] = apiVersion.split('/').reverse();
  for (const kind of names) {
    const definition = `io.k8s.api.${group.split('.')[0]}.${version}.${kind}`;
    kinds[`${apiVersion} ${kind}`] = nameOf(definition);
  }
}
const lines = Object.entries(types)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, type]) => `    ${JSON.stringify(name)}: ${JSON.stringify(type)}`);
process.stdout.write(`{
  "source": ${JSON.stringify(`k8s.io/kubernetes api/openapi-spec/swagger.json, ${release}`)},
  "kinds": ${JSON.stringify(kinds)},
  "types": {
${lines.join(',\n')}
  }
}
`);
