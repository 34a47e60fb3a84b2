import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import * as x509 from '@peculiar/x509';
import { type Answer, ApiClient } from '../../api-server/client';
import type { SimulatedCluster } from './server';

x509.cryptoProvider.set(webcrypto as never);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * Asks a cluster as its administrator.
 *
 * @param ca - what verifies the server
 */
export const adminOf = ({ url, pki }: SimulatedCluster, ca = pki.serverAuthority): ApiClient =>
  new ApiClient(url, { ca, ...pki.admin });

/** A key and a request for a certificate of its own, both PEM. */
export async function newRequest(commonName: string): Promise<{ key: string; request: string }> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await x509.Pkcs10CertificateRequestGenerator.create({
    name: new x509.Name([{ CN: [commonName] }]),
    keys,
    signingAlgorithm: algorithm,
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = x509.PemConverter.encode(pkcs8, 'PRIVATE KEY');
  return { key, request: made.toString('pem') };
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

/** What is asked by someone with a bearer token. */
export interface TokenRequest {
  readonly url: string;
  readonly ca: string;
  readonly token: string;
  /** @default - GET */
  readonly method?: string;
  /** @default - none */
  readonly body?: string;
  /** @default - JSON */
  readonly type?: string;
}

/** Asks with a bearer token, over a connection of its own. */
export function askWithToken(asked: TokenRequest): Promise<Pick<Answer, 'status' | 'body'>> {
  const { url, ca, token, method = 'GET', body, type = 'application/json' } = asked;
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  return new Promise((resolve, reject) => {
    request(url, { method, headers, ca, agent: false }, (response) => {
      text(response).then((answer) => {
        const json = response.headers['content-type']?.startsWith('application/json');
        resolve({ status: response.statusCode ?? 0, body: json ? JSON.parse(answer) : answer });
      }, reject);
    })
      .on('error', reject)
      .end(body);
  });
}
