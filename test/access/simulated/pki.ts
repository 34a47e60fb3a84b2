import { X509Certificate } from 'node:crypto';
import { certify, createAuthority, issue, type Pair } from '../../e2e/local/pki';
import type { SimulatedClusterOptions } from './options';

const HOUR_MS = 60 * 60 * 1000;
/** Certificates begin this much before they are signed, as the signer of Kubernetes has it. */
const BACKDATE_MS = 5 * 60 * 1000;

/** Everything about certificates that one cluster has. */
export interface ClusterPki {
  /** Signs clients. */
  readonly authority: Pair;
  /** PEM of the authority that its server certificate is to be verified with. */
  readonly serverAuthority: string;
  /** With the certificate between, where there is one. */
  readonly server: Pair;
  readonly admin: Pair;
  /** Whose client certificate it is, if this cluster signed it and it holds now. */
  readonly identify: (certificate: X509Certificate) => Subject | undefined;
}

/** The subject of a client certificate, as Kubernetes reads it. */
export interface Subject {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Makes the authorities and certificates of a cluster. */
export async function createPki(
  options: SimulatedClusterOptions,
  clock: () => number,
): Promise<ClusterPki> {
  const { serverAuthority = 'own', hosts = ['127.0.0.1', 'localhost'] } = options;
  const authority = await createAuthority(`${options.name}-ca`);
  const signer = await serverSigner(authority, serverAuthority);
  const leaf = await issue(signer, { commonName: 'kube-apiserver', hosts });
  const chain = serverAuthority === 'intermediate' ? signer.cert : '';
  const admin = await issue(authority, {
    commonName: 'kubernetes-admin',
    organizations: options.adminRules ? [] : ['system:masters'],
    ...(options.adminExpired ? { notBefore: ago(48), notAfter: ago(1) } : {}),
  });
  const issuer = new X509Certificate(authority.cert);
  return {
    authority,
    serverAuthority: serverAuthority === 'other' ? signer.cert : authority.cert,
    server: { cert: leaf.cert + chain, key: leaf.key },
    admin,
    identify: (certificate) => {
      const now = clock();
      const holds =
        certificate.checkIssued(issuer) &&
        certificate.verify(issuer.publicKey) &&
        Date.parse(certificate.validFrom) <= now &&
        now <= Date.parse(certificate.validTo);
      return holds ? subjectOf(certificate) : undefined;
    },
  };
}

async function serverSigner(authority: Pair, kind: 'own' | 'intermediate' | 'other') {
  if (kind === 'own') return authority;
  return createAuthority(`kube-apiserver-${kind}`, kind === 'intermediate' ? authority : undefined);
}

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

/**
 * Signs a client certificate as the signer `kubernetes.io/kube-apiserver-client` does.
 *
 * @param now - the cluster's time, in milliseconds
 * @param lifeMs - from `now`; one of 8 hours or more is as long from its beginning
 */
export async function signClient(
  { authority }: ClusterPki,
  publicKey: Parameters<typeof certify>[1],
  { name, groups }: Subject,
  now: number,
  lifeMs: number,
): Promise<string> {
  const backdated = lifeMs < 8 * HOUR_MS ? 0 : BACKDATE_MS;
  const longest = Date.parse(new X509Certificate(authority.cert).validTo);
  return certify(authority, publicKey, {
    commonName: name,
    organizations: groups,
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(Math.min(now + lifeMs - backdated, longest)),
  });
}

function subjectOf(certificate: X509Certificate): Subject {
  const values = (key: string) =>
    certificate.subject
      .split('\n')
      .filter((line) => line.startsWith(`${key}=`))
      .map((line) => line.slice(key.length + 1));
  return { name: values('CN')[0] ?? '', groups: values('O') };
}
