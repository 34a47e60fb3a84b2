import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { get } from 'node:https';
import * as x509 from '@peculiar/x509';
import { ApiClient } from '../../api-server/client';
import type { SimulatedCluster } from './server';

x509.cryptoProvider.set(webcrypto as never);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Asks a cluster as its administrator. */
export const adminOf = ({ url, pki }: SimulatedCluster): ApiClient =>
  new ApiClient(url, { ca: pki.serverAuthority, ...pki.admin });

/** A key and a request for a certificate of its own, both PEM. */
export async function newRequest(commonName: string): Promise<{ key: string; request: string }> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: new x509.Name([{ CN: [commonName] }]),
    keys,
    signingAlgorithm: algorithm,
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = x509.PemConverter.encode(pkcs8, 'PRIVATE KEY');
  return { key, request: request.toString('pem') };
}

/** The object that asks for a client certificate. */
export const signingRequest = (name: string, pem: string, spec: object = {}) => ({
  apiVersion: 'certificates.k8s.io/v1',
  kind: 'CertificateSigningRequest',
  metadata: { name },
  spec: {
    request: Buffer.from(pem).toString('base64'),
    signerName: 'kubernetes.io/kube-apiserver-client',
    expirationSeconds: 3600,
    usages: ['client auth'],
    ...spec,
  },
});

/** The same with a verdict on it. */
export const withCondition = (request: object, type: string) => ({
  ...request,
  status: { conditions: [{ type, status: 'True', reason: 'Test', message: 'by a test' }] },
});

/** The status of an answer to who shows a bearer token. */
export function withToken({ pki }: SimulatedCluster, token: string, url: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    get(url, { headers, ca: pki.serverAuthority, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    }).on('error', reject);
  });
}
