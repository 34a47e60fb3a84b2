import { isIP } from 'node:net';
import { durationMs } from '../../../language/duration';
import { handshake, presented } from '../../credentials/handshake';
import { hubsWay, nameOf, type Place } from '../../credentials/place';
import type { DiagnosisCode } from '../diagnoses';
import { hearsay } from '../hub-view';
import type { Patient } from '../patient';
import type { Outcome } from '../types';
import { within } from '../within';
import { broken, hubSays, ok, unknown } from './outcome';

const TLS_MS = 2_500;

/** Whether the name of the API server has an address. */
export async function dns(patient: Patient): Promise<Outcome> {
  const { host, proxyUrl } = hubsWay(patient.member);
  if (isIP(host)) return ok(`${host} is an address`);
  if (proxyUrl) return ok(`the proxy ${proxyUrl} resolves ${host}`);
  const { address, proxy, failure } = await patient.direct;
  const { verdict, said, code } = hearsay(await patient.hub, 'DNS');
  const here =
    failure?.step === 'DNS'
      ? `this machine does not resolve ${host} (${failure.code})`
      : proxy
        ? `a proxy of this machine resolves ${host}`
        : `this machine resolves ${host} to ${address}`;
  if (verdict === 'broken') return broken('name-unknown', hubSays(said), here);
  if (failure?.step !== 'DNS') return ok(here);
  // An error that tells nothing of it is no word of a name that does not resolve.
  return verdict === 'passed'
    ? ok(`the hub resolves ${host}, this machine does not`)
    : code === undefined
      ? broken('name-unknown', here)
      : unknown(here);
}

/** Whether somebody listens at that address, and the hub gets there. */
export async function tcp(patient: Patient): Promise<Outcome> {
  const { proxy, failure, connectedMs } = await patient.direct;
  const { verdict, said, code } = hearsay(await patient.hub, 'TCP');
  const failed = failure?.step === 'TCP' ? failure.code : undefined;
  const { proxyUrl } = patient.member.job;
  if (code === 'proxy') return broken('proxy-refuses', hubSays(said));
  const here = failed ? `from this machine: ${failed}` : undefined;
  if (verdict === 'broken') {
    return broken(
      /refused/.test(said ?? '') ? 'connection-refused' : 'not-reached',
      hubSays(said),
      here,
    );
  }
  if (code === 'timeout') {
    if (failed) return broken(tcpCode(failed), hubSays(said), here);
    const reply = await patient.reply();
    // What takes long from here, too, is slow, and not cut off.
    const isQuick = reply && reply.tookMs < durationMs(patient.member.job.timeout) / 2;
    if (isQuick && 'answer' in reply) {
      return broken('no-answer', hubSays(said), `this machine is answered in ${reply.tookMs} ms`);
    }
  }
  if (failure) {
    if (verdict === 'passed') return ok('the hub gets there, this machine does not');
    // The hub's proxy need not be anybody else's.
    if (proxyUrl) {
      return unknown(`the hub goes by the proxy ${proxyUrl}, which this machine does not reach`);
    }
    if (failed && code === undefined) return broken(tcpCode(failed), here);
    return unknown(here ?? 'not tried, as its name does not resolve here');
  }
  return ok(
    proxyUrl
      ? `the proxy ${proxyUrl} takes connections`
      : proxy
        ? `through the proxy ${proxy} of this machine`
        : `connected in ${connectedMs} ms`,
  );
}

const tcpCode = (code: string): DiagnosisCode =>
  code === 'ECONNREFUSED'
    ? 'connection-refused'
    : code === 'ETIMEDOUT'
      ? 'no-answer'
      : 'not-reached';

/** Codes of Node.js for what is wrong with a certificate; any other is of its authority. */
const CERTIFICATE: Readonly<Record<string, DiagnosisCode>> = {
  CERT_HAS_EXPIRED: 'server-certificate-expired',
  CERT_NOT_YET_VALID: 'server-certificate-not-yet-valid',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
};
const AUTHORITY = /^(UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|CERT_|INVALID_CA|PATH_LENGTH)/;

/** The same by the code of the hub's error. */
const BY_HUB: Readonly<Record<string, DiagnosisCode>> = {
  'not-tls': 'not-tls',
  'certificate-expired': 'server-certificate-expired',
  'certificate-not-yet-valid': 'server-certificate-not-yet-valid',
  'other-name': 'other-name',
  'certificate-refused': 'client-certificate-refused',
};

/** Whether the certificate that is presented is one to trust, for the right name. */
export async function tls(patient: Patient): Promise<Outcome> {
  const { member } = patient;
  const { verdict, said, code = '' } = hearsay(await patient.hub, 'TLS');
  const way = await patient.way();
  const ca = await secretsCa(patient);
  const shaken = way && ca !== undefined ? await shake(way.place, ca) : undefined;
  const here = way && shaken !== 'verified' ? await seen(way.place) : undefined;
  if (verdict === 'broken') {
    const known = BY_HUB[code];
    return broken(known ?? (await whoseAuthority(patient, ca)), hubSays(said), here);
  }
  if (member.job.insecureSkipVerify) return ok('not verified, as tls.insecureSkipVerify says');
  if (!way)
    return verdict === 'passed' ? ok('the hub verifies it') : unknown('out of reach from here');
  if (ca === undefined) return unknown('no CA is known to verify it with');
  const name = nameOf(hubsWay(member)).name;
  if (shaken === 'verified') {
    return ok(
      way.direct ? `verified as ${name}` : `verified at ${way.place.server}, as kubectl goes`,
    );
  }
  if (verdict === 'passed' || !way.direct) {
    return verdict === 'passed'
      ? ok('the hub verifies it, this machine does not')
      : unknown(shaken ?? '');
  }
  const found = CERTIFICATE[shaken ?? ''];
  if (found) return broken(found, here);
  if (AUTHORITY.test(shaken ?? '')) return broken(await whoseAuthority(patient, ca), here);
  return /^(EPROTO|ERR_SSL)/.test(shaken ?? '')
    ? broken('not-tls', `from this machine: ${shaken}`)
    : unknown(`from this machine: ${shaken}`);
}

/**
 * Whose fault an unknown authority is: where the CA in the Secret is right for the way that kubectl
 * goes, or nobody's is for the hub's, it is not the API server that answers.
 */
async function whoseAuthority(patient: Patient, ca: string | undefined): Promise<DiagnosisCode> {
  const own = patient.kubeconfigCa();
  const direct = hubsWay(patient.member);
  const other = patient.kubectlsWay();
  const { failure } = await patient.direct;
  const verifies = async (place: Place, trusted: string | undefined) =>
    trusted !== undefined && (await shake(place, trusted)) === 'verified';
  if (!failure) {
    if (!other || (await verifies(direct, own))) return 'untrusted-authority';
    return 'intercepted';
  }
  return other && (await verifies(other, ca)) ? 'intercepted' : 'untrusted-authority';
}

/** `verified`, or the code of what is wrong. */
async function shake(place: Place, ca: string): Promise<string> {
  const shaken = await within(TLS_MS, 'no handshake', handshake(place, ca)).catch(() => undefined);
  return shaken === undefined ? 'ETIMEDOUT' : shaken.verified ? 'verified' : shaken.code;
}

const seen = (place: Place) =>
  within(TLS_MS, 'no handshake', presented(place)).then(
    (what) => `${place.host} presents ${what}`,
    () => undefined,
  );

async function secretsCa({ hub }: Patient): Promise<string | undefined> {
  const { credential } = await hub;
  return 'contents' in credential ? credential.contents?.ca : undefined;
}
