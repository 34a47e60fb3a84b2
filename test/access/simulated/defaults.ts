import { at, type Fields, fieldsAt, isFields, type KubeObject, listAt, same, textAt } from './json';
import type { Kind } from './kinds';
import { invalid } from './status';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** An object with what the API server fills in; of its many defaults those that others read. */
export function defaulted(object: KubeObject, live: KubeObject | undefined): KubeObject {
  switch (object.kind) {
    case 'Namespace':
      return namespace(object);
    case 'Secret':
      return secret(object);
    case 'Service':
      return service(object, live);
    case 'Deployment':
    case 'StatefulSet':
      return { ...object, spec: { replicas: 1, ...fieldsAt(object, 'spec') } };
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return { ...object, subjects: listAt(object, 'subjects').map(subject) };
    default:
      return object;
  }
}

function namespace(object: KubeObject): KubeObject {
  const { labels, name } = object.metadata;
  const metadata = {
    ...object.metadata,
    labels: { ...labels, 'kubernetes.io/metadata.name': name },
  };
  return { ...object, metadata, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } };
}

/** `stringData` is written only: what is read is in `data`. */
function secret({ stringData, ...object }: KubeObject): KubeObject {
  const texts = Object.entries(isFields(stringData) ? stringData : {});
  const encoded = texts.map(([key, text]) => [key, Buffer.from(String(text)).toString('base64')]);
  const data = { ...fieldsAt(object, 'data'), ...Object.fromEntries(encoded) };
  const { data: _, ...rest } = object;
  const { apiVersion, kind, metadata } = object;
  const filled = Object.keys(data).length > 0 ? { data } : {};
  return { ...rest, apiVersion, kind, metadata, type: object.type ?? 'Opaque', ...filled };
}

function service(object: KubeObject, live: KubeObject | undefined): KubeObject {
  const spec = fieldsAt(object, 'spec');
  const clusterIP = textAt(spec, 'clusterIP') ?? textAt(live, 'spec', 'clusterIP') ?? address();
  const ports = listAt(spec, 'ports').map((port) =>
    isFields(port) ? { protocol: 'TCP', targetPort: port.port, ...port } : port,
  );
  const filled: Fields = { sessionAffinity: 'None', type: 'ClusterIP', ...spec, clusterIP, ports };
  return { ...object, spec: filled, status: { loadBalancer: {} } };
}

/** Of the range that Kubernetes gives to Services in our end-to-end clusters, too. */
const address = () => `10.96.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;

const subject = (entry: unknown): unknown =>
  isFields(entry) && entry.kind !== 'ServiceAccount' ? { apiGroup: RBAC_GROUP, ...entry } : entry;

/** Parts of the spec of a StatefulSet that can be changed. */
const STATEFUL_SET_CHANGEABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** @throws {ApiError} 422 where a field is changed that cannot be. */
export function checkImmutable(kind: Kind, live: KubeObject, next: KubeObject): void {
  const refuse = (field: string, reason: string, cause: string): never => {
    throw invalid(kind, next.metadata.name, field, reason, cause);
  };
  const differs = (...path: string[]) => !same(at(live, ...path), at(next, ...path));
  const fixed = (...path: string[]) => {
    if (!differs(...path)) return;
    const value = JSON.stringify(at(next, ...path));
    refuse(path.join('.'), 'FieldValueInvalid', `Invalid value: ${value}: field is immutable`);
  };
  if (kind.kind.endsWith('RoleBinding') && differs('roleRef')) {
    const text = (key: string) => textAt(next, 'roleRef', key) ?? '';
    const reference = { APIGroup: text('apiGroup'), Kind: text('kind'), Name: text('name') };
    const value = JSON.stringify(reference);
    refuse('roleRef', 'FieldValueInvalid', `Invalid value: ${value}: cannot change roleRef`);
  }
  if (kind.kind === 'Secret') fixed('type');
  if (kind.kind === 'Deployment' || kind.kind === 'DaemonSet') fixed('spec', 'selector');
  if (kind.kind === 'StatefulSet') {
    const rest = (object: KubeObject) =>
      Object.entries(fieldsAt(object, 'spec')).filter(
        ([key]) => !STATEFUL_SET_CHANGEABLE.includes(key),
      );
    if (same(Object.fromEntries(rest(live)), Object.fromEntries(rest(next)))) return;
    refuse(
      'spec',
      'FieldValueForbidden',
      "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    );
  }
}
