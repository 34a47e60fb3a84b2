import { X509Certificate } from 'node:crypto';
import { parse } from 'yaml';
import { z } from 'zod';
import { NODES } from '../../../prometheus/jobs/kubelet';
import type { Finding, Findings, Provider } from '../findings';
import { type Asked, ifTold, type Part } from './asked';
import { handshake } from './kubelet-handshake';
import { type Node, someNodes } from './nodes';

type Found = NonNullable<Findings['kubeletCertificates']>;

/** A kubelet that can be reached answers at once. */
const HANDSHAKE_MS = 2_000;

/**
 * Whether the certificates of kubelets verify: by looking at some, or else by what the cluster and
 * its provider say.
 *
 * https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/#kubelet-serving-certs
 *
 * @param gitVersion - of the API server, if it is told
 */
export async function kubeletCertificates(
  asked: Asked,
  provider: Finding<Provider> | undefined,
  gitVersion = '',
): Promise<Part> {
  const nodes = (await ifTold(someNodes(asked))) ?? [];
  const found =
    (await seen(asked, nodes)) ??
    (await configured(asked)) ??
    byProvider(provider?.value, gitVersion, nodes);
  if (found) return { kubeletCertificates: found };
  const reasons = ['no kubelet could be reached from here, and the cluster does not say it'];
  return {
    kubeletCertificates: { value: 'unknown', reasons },
    notes: [
      `whether kubelet certificates verify is not known: if targets of ${NODES.name} are down with x509, set monitor.kubelet.insecureSkipVerify`,
    ],
  };
}

const configMap = z.object({ data: z.record(z.string(), z.string()).default({}) });

const systemConfig = (name: string) => `/api/v1/namespaces/kube-system/configmaps/${name}`;

/** What the certificates of kubelets are that can be reached from here. */
async function seen(asked: Asked, nodes: readonly Node[]): Promise<Found | undefined> {
  const root = await ifTold(asked.find(systemConfig('kube-root-ca.crt'), configMap));
  const ca = root?.data['ca.crt'];
  if (!ca || !isCertificate(ca)) return undefined;
  const timeoutMs = Math.min(HANDSHAKE_MS, asked.left);
  const tried = await Promise.all(nodes.map((node) => handshake(node, ca, timeoutMs)));
  const reached = tried.filter((kubelet) => kubelet !== undefined);
  const failed = reached.find(({ error }) => error !== undefined);
  if (failed) {
    const reasons = [`the certificate of ${failed.kubelet} does not verify (${failed.error})`];
    return { value: 'self-signed', reasons };
  }
  const [verified] = reached;
  if (!verified) return undefined;
  return { value: 'verified', reasons: [`the certificate of ${verified.kubelet} verifies`] };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}

/** What kubeadm, and kind with it, configured kubelets to do. */
async function configured(asked: Asked): Promise<Found | undefined> {
  const config = await ifTold(asked.find(systemConfig('kubelet-config'), configMap));
  const text = config?.data.kubelet;
  if (text === undefined) return undefined;
  const where = 'kube-system/kubelet-config';
  return bootstraps(text)
    ? { value: 'verified', reasons: [`${where} has serverTLSBootstrap: true`] }
    : { value: 'self-signed', reasons: [`${where} does not have serverTLSBootstrap: true`] };
}

function bootstraps(text: string): boolean {
  try {
    return z.object({ serverTLSBootstrap: z.literal(true) }).safeParse(parse(text)).success;
  } catch {
    return false;
  }
}

/** Label of nodes of AKS whose kubelets have certificates of the cluster's authority. */
const AKS_SERVING = 'kubernetes.azure.com/kubelet-serving-ca';

function byProvider(
  provider: Provider | undefined,
  gitVersion: string,
  nodes: readonly Node[],
): Found | undefined {
  // Its server signs them when an agent joins: https://docs.k3s.io/cli/certificate
  const distribution = /\+(k3s|rke2)/.exec(gitVersion)?.[1];
  if (distribution) {
    return { value: 'verified', reasons: [`servers of ${distribution} sign them`] };
  }
  // https://github.com/awslabs/amazon-eks-ami: nodes are configured with serverTLSBootstrap.
  if (provider === 'eks') {
    return { value: 'verified', reasons: ['kubelets of EKS get theirs from the cluster'] };
  }
  // https://learn.microsoft.com/azure/aks/certificate-rotation#kubelet-serving-certificate-rotation
  if (provider === 'aks' && nodes.length > 0) {
    const without = nodes.find(({ metadata }) => metadata.labels[AKS_SERVING] !== 'cluster');
    return without
      ? {
          value: 'self-signed',
          reasons: [`node ${without.metadata.name} does not have the label ${AKS_SERVING}=cluster`],
        }
      : {
          value: 'verified',
          reasons: [`the nodes looked at have the label ${AKS_SERVING}=cluster`],
        };
  }
  return undefined;
}
