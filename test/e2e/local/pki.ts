import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as never);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 24 * 60 * 60 * 1000;

/** A certificate and its private key, both PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** What a leaf certificate says. */
export interface LeafProps {
  readonly commonName: string;
  /**
   * The subject's organizations; Kubernetes reads them as groups.
   *
   * @default - none
   */
  readonly organizations?: readonly string[];
  /**
   * Names and addresses a server answers to. A certificate without any is a client's.
   *
   * @default - a client certificate
   */
  readonly hosts?: readonly string[];
  /** @default - five minutes ago */
  readonly notBefore?: Date;
  /** @default - 30 days from now */
  readonly notAfter?: Date;
}

/**
 * Makes a certificate authority of its own; also the way to get a wrong one.
 *
 * @param parent - signs it; absent: it signs itself
 */
export async function createAuthority(commonName: string, parent?: Pair): Promise<Pair> {
  const keys = await newKeys();
  const name = new x509.Name([{ CN: [commonName] }]);
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: name,
    issuer: parent ? new x509.X509Certificate(parent.cert).subjectName : name,
    notBefore: new Date(Date.now() - DAY),
    notAfter: new Date(Date.now() + 365 * DAY),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: parent ? await importKey(parent.key) : keys.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign |
          x509.KeyUsageFlags.cRLSign |
          x509.KeyUsageFlags.digitalSignature,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem')}\n`, key: await keyPem(keys.privateKey) };
}

/** Signs a client's or a server's certificate. */
export async function issue(authority: Pair, leaf: LeafProps): Promise<Pair> {
  const keys = await newKeys();
  const cert = await certify(authority, keys.publicKey, leaf);
  return { cert, key: await keyPem(keys.privateKey) };
}

/** Signs the certificate, PEM, of a client or a server that has its key already. */
export async function certify(
  authority: Pair,
  publicKey: x509.PublicKeyType,
  leaf: LeafProps,
): Promise<string> {
  const issuer = new x509.X509Certificate(authority.cert);
  const name: x509.JsonName = (leaf.organizations ?? []).map((organization) => ({
    O: [organization],
  }));
  const hosts = leaf.hosts ?? [];
  const server = hosts.length > 0;
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: new x509.Name([...name, { CN: [leaf.commonName] }]),
    issuer: issuer.subjectName,
    notBefore: leaf.notBefore ?? new Date(Date.now() - 5 * 60 * 1000),
    notAfter: leaf.notAfter ?? new Date(Date.now() + 30 * DAY),
    signingAlgorithm: algorithm,
    publicKey,
    signingKey: await importKey(authority.key),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([
        server ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
      ...(server ? [new x509.SubjectAlternativeNameExtension(hosts.map(generalName))] : []),
    ],
  });
  return `${cert.toString('pem')}\n`;
}

function generalName(host: string): x509.JsonGeneralName {
  return { type: /^[\d.]+$/.test(host) ? 'ip' : 'dns', value: host };
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
}

async function keyPem(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key as never);
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`;
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  const [pkcs8] = x509.PemConverter.decode(pem);
  if (!pkcs8) throw new Error('not a PEM private key');
  return (await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, [
    'sign',
  ])) as webcrypto.CryptoKey;
}

function serial(): string {
  // A leading zero octet keeps the number positive, as RFC 5280 wants it.
  return `00${Buffer.from(webcrypto.getRandomValues(new Uint8Array(12))).toString('hex')}`;
}
