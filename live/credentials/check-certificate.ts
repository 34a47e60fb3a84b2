import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import { shaped } from '../client/shaped';
import type { Clock } from './clock';
import { subjectOf } from './credential';

/** What was asked for. */
export interface AskedCertificate {
  readonly key: string;
  readonly commonName: string;
  readonly clock: Clock;
}

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
/** Members share what a Secret takes, so that none may fill it. */
const MOST_CHARACTERS = 32 * 1024;
/** A signer backdates by minutes, and whole seconds are lost. */
const TOLERANCE_MS = 5_000;
/** Where Kubernetes says by whom its clients' certificates have to be signed. */
const CLIENT_CA = '/api/v1/namespaces/kube-system/configmaps/extension-apiserver-authentication';

const authentication = z.object({
  data: z.object({ 'client-ca-file': z.string().optional() }).optional(),
});

/**
 * Compares a certificate with what was asked for.
 *
 * @param pem - the certificate, and those between it and the CA
 * @returns the certificate, and with those between as PEM: nothing else that stood there
 * @throws ClusterFailure that names all differences
 */
export async function checkCertificate(
  pem: string,
  asked: AskedCertificate,
  connection: ApiConnection,
): Promise<{ readonly leaf: X509Certificate; readonly chain: string }> {
  const [leaf, ...between] = certificatesIn(pem);
  if (!leaf) throw different(['no certificate']);
  const authorities = await clientAuthorities(connection);
  const wrong = [
    ...differences(leaf, asked),
    ...(authorities.length === 0 || isIssued(leaf, [...between, ...authorities])
      ? []
      : ['an issuer that the API server does not take certificates of']),
  ];
  const chain = [leaf, ...between].join('');
  if (chain.length > MOST_CHARACTERS) wrong.push(`${chain.length} characters`);
  if (wrong.length > 0) throw different(wrong);
  return { leaf, chain };
}

/** The certificates of a PEM text. */
const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []).map(
    (block) => new X509Certificate(block),
  );

function differences(leaf: X509Certificate, { key, commonName, clock }: AskedCertificate) {
  const { names, organizations } = subjectOf(leaf);
  const name = names.join(', ');
  return [
    ...(leaf.checkPrivateKey(createPrivateKey(key)) ? [] : ['another public key']),
    ...(name === commonName ? [] : [`the common name ${name} in place of ${commonName}`]),
    ...(organizations.length > 0 ? [`the groups ${organizations.join(', ')}`] : []),
    ...(leaf.keyUsage?.includes(CLIENT_AUTH) ? [] : ['no extended key usage for clients']),
    ...(Date.parse(leaf.validTo) > clock.now() + TOLERANCE_MS ? [] : [`an end at ${leaf.validTo}`]),
  ];
}

/** Nothing where it may not be read: then the credential's proof has to do. */
async function clientAuthorities(connection: ApiConnection): Promise<X509Certificate[]> {
  const { status, body } = await connection.request({ path: CLIENT_CA });
  if (status >= 300) return [];
  const { data } = shaped(authentication, CLIENT_CA, body);
  return certificatesIn(data?.['client-ca-file'] ?? '');
}

const isIssued = (leaf: X509Certificate, issuers: readonly X509Certificate[]) =>
  issuers.some((issuer) => leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey));

function different(found: readonly string[]): ClusterFailure {
  const message = `the certificate is not what was asked for, found ${found.join(', ')}, look at what signs certificates in the cluster, or write auth: { type: serviceAccountToken }`;
  return new ClusterFailure('refused', message);
}
