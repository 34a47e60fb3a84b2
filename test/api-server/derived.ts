import type { Tree } from './arrived';
import type { ApiObject } from './dry-run';

/** What controllers append to names: a hash of ten characters. */
const HASH = 'abcdefghij';

/** A PriorityClass that Kubernetes comes with. */
const EVERY_CLUSTERS = 'system-cluster-critical';

/** A name with five characters behind it, cut as Kubernetes cuts what it generates. */
const generated = (name: string) => `${`${name}-`.slice(0, 58)}abcde`;

interface Template {
  readonly metadata: { readonly labels: Tree };
  readonly spec: Tree;
}

/** An object that pods are made from. */
export interface Workload extends ApiObject {
  readonly spec: {
    readonly template: Template;
    readonly replicas?: number;
    readonly serviceName?: string;
    readonly selector: { readonly matchLabels: Tree };
    readonly volumeClaimTemplates?: readonly { metadata: { name: string }; spec: Tree }[];
  };
}

/**
 * What Kubernetes makes of an object, which an API server checks only then: the pods of a workload,
 * with the names, labels and volumes that its controller gives them. The Secrets that are named in
 * it are made by people, and have to be possible.
 */
export function derived(object: ApiObject): ApiObject[] {
  return [...secrets(object), ...workload(object)];
}

function workload(object: ApiObject): ApiObject[] {
  switch (object.kind) {
    case 'StatefulSet':
      return ofStatefulSet(object as Workload);
    case 'Deployment':
      return ofDeployment(object as Workload);
    case 'DaemonSet':
      return [pod(object as Workload, generated(object.metadata.name), hashed(HASH))];
    default:
      return [];
  }
}

const hashed = (revision: string) => ({ 'controller-revision-hash': revision });

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity */
function ofStatefulSet(object: Workload): ApiObject[] {
  const { replicas = 1, serviceName, volumeClaimTemplates = [], selector } = object.spec;
  const { name, namespace } = object.metadata;
  const last = `${name}-${Math.max(0, replicas - 1)}`;
  const claims = volumeClaimTemplates.map(({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `${metadata.name}-${last}`, namespace, labels: selector.matchLabels },
    spec,
  }));
  const volumes = volumeClaimTemplates.map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: { claimName: `${metadata.name}-${last}` },
  }));
  const labels = {
    ...hashed(`${name}-${HASH}`),
    'statefulset.kubernetes.io/pod-name': last,
    'apps.kubernetes.io/pod-index': String(Math.max(0, replicas - 1)),
  };
  const identity = { hostname: last, subdomain: serviceName };
  return [...claims, pod(object, last, labels, identity, volumes)];
}

function ofDeployment(object: Workload): ApiObject[] {
  const { name, namespace } = object.metadata;
  const labels = { 'pod-template-hash': HASH };
  const { template, selector } = object.spec;
  const set = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: `${name}-${HASH}`, namespace },
    spec: {
      selector: { matchLabels: { ...selector.matchLabels, ...labels } },
      template: {
        ...template,
        metadata: { ...template.metadata, labels: { ...template.metadata.labels, ...labels } },
      },
    },
  };
  return [set, pod(object, generated(`${name}-${HASH}`), labels)];
}

function pod(
  { metadata: { namespace }, spec: { template } }: Workload,
  name: string,
  labels: Tree,
  identity: Tree = {},
  more: readonly Tree[] = [],
): ApiObject {
  const volumes = [...((template.spec.volumes ?? []) as Tree[]), ...more];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, ...{ labels: { ...template.metadata.labels, ...labels } } },
    ...{
      spec: {
        ...template.spec,
        // Which there are is the cluster's to say; these every cluster has.
        ...(template.spec.priorityClassName ? { priorityClassName: EVERY_CLUSTERS } : {}),
        ...identity,
        ...(volumes.length > 0 ? { volumes } : {}),
      },
    },
  };
}

/** The Secrets that pods name. */
function secrets(object: ApiObject): ApiObject[] {
  const names = new Set<string>();
  const visit = (node: unknown, under: string): void => {
    if (Array.isArray(node)) for (const item of node) visit(item, under);
    else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        const isName = key === 'secretName' || (key === 'name' && NAMING.has(under));
        if (isName) names.add(String(value));
        visit(value, key);
      }
    }
  };
  visit(object, '');
  return [...names].map((name) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: object.metadata.namespace },
  }));
}

/** Keys whose `name` is that of a Secret. */
const NAMING = new Set(['secret', 'secretKeyRef', 'imagePullSecrets']);
