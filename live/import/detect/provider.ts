import { z } from 'zod';
import type { Finding, Provider } from '../findings';
import { type Asked, ifTold } from './asked';
import { type Node, someNodes } from './nodes';

/** What tells who runs a control plane. */
interface Evidence {
  readonly host: string;
  /** Of the server's URL. */
  readonly path: string;
  /** Such as `v1.31.2-eks-7f9249a`; empty if it is not told. */
  readonly version: string;
  readonly nodes: readonly Node[];
  /** Names of API groups. */
  readonly groups: readonly string[];
  /** Whether kubeadm left its configuration. */
  readonly kubeadm: boolean;
}

/** Reasons to take a cluster for one of a provider. */
type Signs = (evidence: Evidence) => readonly (string | undefined)[];

/** What the names of GKE's DNS-based endpoints end with. */
export const GKE_DNS = '.gke.goog';

const groupList = z.object({ groups: z.array(z.object({ name: z.string() })) });

/**
 * Who runs the control plane; undefined where nothing says it.
 *
 * @param gitVersion - of the API server, if it is told
 */
export async function findProvider(
  asked: Asked,
  gitVersion = '',
): Promise<Finding<Provider> | undefined> {
  const config = '/api/v1/namespaces/kube-system/configmaps/kubeadm-config';
  const [nodes, groups, kubeadm] = await Promise.all([
    ifTold(someNodes(asked)),
    ifTold(asked.find('/apis', groupList)),
    ifTold(asked.find(config, z.object({}))),
  ]);
  return providerOf({
    host: asked.server.hostname,
    path: asked.server.pathname,
    version: gitVersion,
    nodes: nodes ?? [],
    groups: (groups?.groups ?? []).map(({ name }) => name),
    kubeadm: kubeadm !== undefined,
  });
}

function providerOf(evidence: Evidence): Finding<Provider> | undefined {
  for (const [value, signs] of SIGNS) {
    const reasons = signs(evidence).filter((reason) => reason !== undefined);
    if (reasons.length > 0) return { value, reasons };
  }
  return undefined;
}

/**
 * What gives each provider away. The first that has reasons wins: who made the control plane comes
 * before who is on top of it, and kubeadm, which others are made with, is the last.
 *
 * https://cloud.google.com/kubernetes-engine/versioning
 * https://learn.microsoft.com/azure/aks/use-labels
 */
const SIGNS: readonly (readonly [Provider, Signs])[] = [
  ['openshift', (seen) => [group(seen, 'config.openshift.io'), label(seen, 'node.openshift.io/')]],
  [
    'eks',
    (seen) => [
      // EKS Anywhere has the same versions, and control planes that kubeadm makes.
      seen.kubeadm ? undefined : version(seen, '-eks-'),
      host(seen, '.eks.amazonaws.com'),
      host(seen, '.eks.amazonaws.com.cn'),
      label(seen, 'eks.amazonaws.com/'),
    ],
  ],
  [
    'gke',
    (seen) => [
      seen.kubeadm ? undefined : version(seen, '-gke.'),
      host(seen, GKE_DNS),
      label(seen, 'cloud.google.com/gke-'),
    ],
  ],
  ['aks', (seen) => [host(seen, '.azmk8s.io'), label(seen, 'kubernetes.azure.com/')]],
  ['kind', (seen) => [providerId(seen, 'kind://')]],
  [
    'rancher',
    (seen) => [
      path(seen, '/k8s/clusters/'),
      version(seen, '+rke2'),
      group(seen, 'management.cattle.io'),
    ],
  ],
  ['k3s', (seen) => [version(seen, '+k3s'), providerId(seen, 'k3s://')]],
  [
    'kubeadm',
    ({ kubeadm }) => [kubeadm ? 'kube-system has the ConfigMap kubeadm-config' : undefined],
  ],
];

const version = ({ version }: Evidence, part: string) =>
  version.includes(part) ? `its version is ${version}` : undefined;

const host = ({ host }: Evidence, end: string) =>
  host.endsWith(end) ? `the name of its API server ends with ${end}` : undefined;

const path = ({ path }: Evidence, start: string) =>
  path.startsWith(start) ? `its API server is below ${start}` : undefined;

const group = ({ groups }: Evidence, name: string) =>
  groups.includes(name) ? `it has the API group ${name}` : undefined;

function label({ nodes }: Evidence, prefix: string): string | undefined {
  for (const { metadata } of nodes) {
    const key = Object.keys(metadata.labels).find((name) => name.startsWith(prefix));
    if (key) return `node ${metadata.name} has the label ${key}`;
  }
  return undefined;
}

function providerId({ nodes }: Evidence, scheme: string): string | undefined {
  const node = nodes.find(({ spec }) => spec.providerID?.startsWith(scheme));
  return node && `node ${node.metadata.name} has the providerID ${node.spec.providerID}`;
}
