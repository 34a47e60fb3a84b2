import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { until } from '../local';
import type { Cluster } from './cluster';
import { kubectl, kubectlJson, put } from './kubectl';
import type { Manifest } from './manifests';

x509.cryptoProvider.set(webcrypto as never);

/** What the hub shows to a member, in the keys of its Secret. */
export type Credentials = Readonly<Record<'ca.crt', string>> &
  Readonly<Partial<Record<'tls.crt' | 'tls.key' | 'token', string>>>;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
/** Two days: no other client's certificate lives that short, so the API server can count it. */
export const LIFETIME_SECONDS = 48 * 3600;

/** Gets what the RoleBinding that was applied to a member asks for, a certificate or a token. */
export function obtainCredentials(
  member: Cluster,
  access: readonly Manifest[],
  lifetimeSeconds = LIFETIME_SECONDS,
): Promise<Credentials> {
  const subject = access.find(({ kind }) => kind === 'RoleBinding')?.subjects?.[0];
  if (subject === undefined) throw new Error(`${member.name} has no RoleBinding`);
  return subject.kind === 'User'
    ? requestCertificate(member, subject.name, lifetimeSeconds)
    : readToken(member, subject.namespace ?? '', `${subject.name}-token`);
}

/** A Secret of the hub with a member's credentials. */
export function secret(namespace: string, name: string, credentials: Credentials): object {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'Opaque',
    stringData: credentials,
  };
}

/**
 * A client certificate through the cluster's own certificate API.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/
 */
async function requestCertificate(
  member: Cluster,
  user: string,
  expirationSeconds: number,
): Promise<Credentials> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: new x509.Name([{ CN: [user] }]),
    keys,
    signingAlgorithm: algorithm,
  });
  const name = `promfleet-e2e-${Date.now()}`;
  await put(member, {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: {
      request: Buffer.from(request.toString('pem')).toString('base64'),
      signerName: 'kubernetes.io/kube-apiserver-client',
      expirationSeconds,
      usages: ['client auth'],
    },
  });
  await kubectl(member, ['certificate', 'approve', name]);
  const certificate = await until(`${member.name} to sign ${name}`, async () => {
    const csr = await kubectlJson<{ status?: { certificate?: string } }>(member, [
      'get',
      'certificatesigningrequest',
      name,
    ]);
    return csr.status?.certificate;
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    'ca.crt': member.authority,
    'tls.crt': Buffer.from(certificate, 'base64').toString(),
    'tls.key': `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
  };
}

/** The token that the control plane puts into a Secret that is there for it. */
export async function readToken(
  member: Cluster,
  namespace: string,
  name: string,
): Promise<Credentials> {
  const data = await until(`${member.name} to fill ${name}`, async () => {
    const found = await kubectlJson<{ data?: Record<string, string> }>(member, [
      '-n',
      namespace,
      'get',
      'secret',
      name,
    ]);
    return found.data?.token ? found.data : undefined;
  });
  const text = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString();
  return { 'ca.crt': text('ca.crt'), token: text('token') };
}
