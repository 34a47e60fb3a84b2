import { type ConnectionOptions, checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import { partialChains, proxyOf, VERIFIED } from '../client/authenticate';
import { asError } from '../client/failure';
import { nameOf, type Place } from './place';
import { tunnel } from './tunnel';

/** What came of a TLS handshake that verifies. */
export type Handshake =
  | {
      readonly verified: true;
      /** The authority that the server's chain ends with, PEM. */
      readonly root: string;
      /** Whether the server's certificate is for another name, too. */
      readonly isFor: (name: string) => boolean;
    }
  | { readonly verified: false; readonly answered: boolean; readonly code: string };

const TIMEOUT_MS = 6_000;

/** Codes of what goes wrong before anything is said about certificates. */
const NETWORK =
  /^(E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|TIMEDOUT|ADDRNOTAVAIL|ACCES|PERM|PIPE))$/;

/**
 * Shakes hands with a server and verifies its certificate against these authorities and its name.
 *
 * @param ca - PEM; absent: the public authorities that Node.js brings along, and
 *   `NODE_EXTRA_CA_CERTS`
 */
export async function handshake(place: Place, ca?: string): Promise<Handshake> {
  try {
    return await withSocket(place, { ca, ...partialChains(ca), ...VERIFIED }, (socket) => {
      const certificate = socket.getPeerCertificate();
      const isFor = (name: string) => checkServerIdentity(name, certificate) === undefined;
      return { verified: true, root: rootOf(socket), isFor };
    });
  } catch (error) {
    const { code = '', message } = asError(error);
    return { verified: false, answered: !NETWORK.test(code), code: code || message };
  }
}

/** Whom a server's certificate names, and by whom; for people alone: nothing of it is verified. */
export async function presented(place: Place): Promise<string> {
  try {
    return await withSocket(place, { rejectUnauthorized: false }, (socket) => {
      const { subjectaltname, issuer, subject } = socket.getPeerCertificate();
      const names = subjectaltname ?? `CN:${subject?.CN ?? '?'}`;
      return `a certificate for ${names} of the issuer ${issuer?.CN ?? issuer?.O ?? '?'}`;
    });
  } catch (error) {
    const { code, message } = asError(error);
    return `no certificate (${code ?? message})`;
  }
}

async function withSocket<Result>(
  place: Place,
  options: ConnectionOptions,
  look: (socket: TLSSocket) => Result,
): Promise<Result> {
  const { name, sni } = nameOf(place);
  const { host, port, server, proxyUrl } = place;
  const proxy = proxyOf({ server, 'proxy-url': proxyUrl });
  const way = proxy ? { socket: await tunnel(proxy, place, TIMEOUT_MS) } : { host, port };
  return new Promise((resolve, reject) => {
    const socket = connect({
      ...options,
      ...way,
      servername: sni,
      checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    });
    const timer = setTimeout(() => {
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }));
    }, TIMEOUT_MS);
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
    };
    socket.on('error', (error) => {
      end();
      reject(error);
    });
    socket.on('secureConnect', () => {
      const result = look(socket);
      end();
      resolve(result);
    });
  });
}

/** The certificate that a verified chain ends with, as PEM. */
function rootOf(socket: TLSSocket): string {
  let certificate = socket.getPeerCertificate(true);
  // A root is its own issuer.
  while (
    certificate.issuerCertificate &&
    certificate.issuerCertificate.fingerprint256 !== certificate.fingerprint256
  ) {
    certificate = certificate.issuerCertificate;
  }
  const lines = certificate.raw.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
