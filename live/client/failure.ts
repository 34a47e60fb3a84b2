import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { redactedMessage, visible } from '../../diagnostics';

/**
 * Why a cluster cannot be worked on, as one sentence for people: what is wrong, what was found, what
 * would be right. It never holds a credential, and stays a line whatever a cluster has said in it.
 */
export class ClusterFailure extends Error {
  /**
   * @param reason - what other code may ask for
   * @param message - what people are told
   */
  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(visible(redactedMessage(message)));
  }
}

export type FailureReason =
  /** There was no answer at all: address, port, network, TLS. */
  | 'unreachable'
  /** The certificate that the server presents is not one to trust. */
  | 'untrusted'
  /** There are no credentials, or they are refused: 401. */
  | 'unauthenticated'
  /** 403. */
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  /** Another answer than one that goes on. */
  | 'refused';

const status = z.object({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .object({
      causes: z
        .array(z.object({ reason: z.string(), message: z.string(), field: z.string() }).partial())
        .optional(),
    })
    .optional(),
});

/** What Kubernetes answers when it refuses, and with some deletions. */
export type Status = z.infer<typeof status>;

const REASONS: Readonly<Record<number, FailureReason>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
};

/** The failure that an answer with an error status is. */
export function refusal(method: string, path: string, status: number, body: unknown) {
  const said = answered(status, body);
  const message =
    status === 401
      ? `the API server does not accept the credentials of the kubeconfig, found ${said}, log in again`
      : `${method} ${path.split('?')[0]} was refused, found ${said}`;
  return new ClusterFailure(REASONS[status] ?? 'refused', message);
}

/** An answer in a few words: its status, and what it says first. */
export function answered(status: number, body: unknown): string {
  const text = statusOf(body)?.message ?? (typeof body === 'string' ? body : '');
  return [String(status), firstLine(text)].filter(Boolean).join(': ');
}

/** The Status object that a body is, if it is one. */
export const statusOf = (body: unknown): Status | undefined => status.safeParse(body).data;

const CERTIFICATE = 'the right one belongs in certificate-authority-data of the kubeconfig';

/** Codes of Node's network and TLS errors, and what is to be done about them. */
const CAUSES: Readonly<Record<string, readonly [FailureReason, string]>> = {
  ENOTFOUND: ['unreachable', 'no such host, check the server of the kubeconfig and the DNS'],
  EAI_AGAIN: ['unreachable', 'the DNS does not answer, check the network'],
  ECONNREFUSED: ['unreachable', 'nothing listens there, check that the cluster runs'],
  ECONNRESET: ['unreachable', 'the connection was cut, check what stands between'],
  EHOSTUNREACH: ['unreachable', 'there is no way to that host, check VPN and firewalls'],
  ENETUNREACH: ['unreachable', 'there is no way to that network, check VPN and firewalls'],
  ETIMEDOUT: ['unreachable', 'no answer in time, check VPN and firewalls'],
  EPROTO: ['unreachable', 'it does not speak TLS, check the port of the server'],
  CERT_HAS_EXPIRED: ['untrusted', 'its certificate has expired, renew it or check your clock'],
  CERT_NOT_YET_VALID: ['untrusted', 'its certificate is not valid yet, check your clock'],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'untrusted',
    'its certificate is for another name, write tls-server-name in the kubeconfig',
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['untrusted', `its certificate signs itself, ${CERTIFICATE}`],
  SELF_SIGNED_CERT_IN_CHAIN: ['untrusted', `its CA is not known, ${CERTIFICATE}`],
  UNABLE_TO_GET_ISSUER_CERT: ['untrusted', `its CA is not known, ${CERTIFICATE}`],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['untrusted', `its CA is not known, ${CERTIFICATE}`],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['untrusted', `its CA is not known, ${CERTIFICATE}`],
  CERT_SIGNATURE_FAILURE: [
    'untrusted',
    'its certificate is signed by another CA than the kubeconfig has, check its certificate-authority-data',
  ],
};

/** The failure that an error of the network is: nothing came back. */
export function unreachable(server: string, error: unknown): ClusterFailure {
  if (error instanceof ClusterFailure) return error;
  const { code = '', message } = asError(error);
  const [reason, fix] = CAUSES[code] ?? ['unreachable', 'check the server of the kubeconfig'];
  const found = code in CAUSES ? code : firstLine(message);
  return new ClusterFailure(reason, `${server} cannot be asked, found ${found}: ${fix}`);
}

/** Whatever was thrown, as an error with Node's code, where it has one. */
export function asError(error: unknown): NodeJS.ErrnoException {
  // Several addresses of one host were tried: the first says as much as all.
  if (isNativeError(error) && 'errors' in error && Array.isArray(error.errors)) {
    return asError(error.errors[0]);
  }
  return isNativeError(error) ? error : new Error(String(error));
}

const MOST_CHARACTERS = 300;

const firstLine = (text: string) =>
  text.trimStart().slice(0, MOST_CHARACTERS).split('\n')[0]?.trimEnd() ?? '';
