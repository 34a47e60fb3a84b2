// The certificate library wants metadata of decorators, which this adds to Reflect.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { Name, PemConverter, Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A key that was made here, and what asks for a certificate of it. */
export interface KeyAndRequest {
  /** PEM, PKCS #8. */
  readonly key: string;
  /** PEM, PKCS #10. */
  readonly request: string;
}

/**
 * Makes a key, in memory, and a request for a certificate with it.
 *
 * @param commonName - the user that the certificate is for; it has no organization, and so no group
 */
export async function keyAndRequest(commonName: string): Promise<KeyAndRequest> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: new Name([{ CN: [commonName] }]),
    keys,
    signingAlgorithm: ALGORITHM,
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    key: `${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`,
    request: request.toString('pem'),
  };
}
