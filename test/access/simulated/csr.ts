import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import {
  at,
  type Fields,
  type KubeObject,
  listAt,
  numberAt,
  textAt,
  textsAt,
  timestamp,
} from './json';
import { CERTIFICATE_SIGNING_REQUEST } from './kinds';
import type { Signing } from './options';
import { type ClusterPki, signClient } from './pki';
import { demand } from './rbac';
import { type ApiError, invalid } from './status';
import type { Store } from './store';
import type { User } from './user';

const SIGNER = 'kubernetes.io/kube-apiserver-client';
const DAY_S = 24 * 60 * 60;
const YEAR_S = 365 * DAY_S;

/**
 * A request for a certificate as it is kept.
 *
 * @throws {ApiError} 422 for what the API server refuses.
 */
export function admitRequest(request: KubeObject, user: User): KubeObject {
  const signerName = textAt(request, 'spec', 'signerName') ?? '';
  const usages = textsAt(request, 'spec', 'usages');
  const seconds = numberAt(request, 'spec', 'expirationSeconds');
  if (!signerName) throw wrong(request, 'signerName', 'FieldValueRequired', 'Required value');
  if (usages.length === 0) throw wrong(request, 'usages', 'FieldValueRequired', 'Required value');
  if (seconds !== undefined && seconds < 600) {
    const cause = `Invalid value: ${seconds}: may not specify a duration less than 600 seconds (10 minutes)`;
    throw wrong(request, 'expirationSeconds', 'FieldValueInvalid', cause);
  }
  pkcs10(request);
  const { name, groups, uid } = user;
  const { status: _, ...rest } = request;
  const spec = { ...(isObject(request.spec) ? request.spec : {}), username: name, groups, uid };
  return { ...rest, spec, status: {} };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Takes over the conditions that someone approves or denies with.
 *
 * @throws {ApiError} 403 for who may not approve for the signer, 422 for two verdicts.
 */
export function decided(store: Store, user: User, live: KubeObject, sent: Fields): KubeObject {
  const { group } = CERTIFICATE_SIGNING_REQUEST;
  const name = textAt(live, 'spec', 'signerName');
  const action = { verb: 'approve', group, resource: 'signers', name };
  demand(store, user, action, CERTIFICATE_SIGNING_REQUEST);
  const now = timestamp(store.now());
  const conditions = listAt(sent, 'status', 'conditions').map((condition) => ({
    lastUpdateTime: now,
    lastTransitionTime: now,
    ...(isObject(condition) ? condition : {}),
  }));
  const types = conditions.map((condition) => textAt(condition, 'type'));
  const refuse = (reason: string, cause: string) => {
    const { name } = live.metadata;
    return invalid(CERTIFICATE_SIGNING_REQUEST, name, 'status.conditions', reason, cause);
  };
  for (const type of ['Approved', 'Denied', 'Failed']) {
    if (!typesOf(live).includes(type) || types.includes(type)) continue;
    const cause = `Forbidden: updates may not remove a condition of type "${type}"`;
    throw refuse('FieldValueForbidden', cause);
  }
  if (types.includes('Approved') && types.includes('Denied')) {
    const cause = 'Invalid value: "Denied": Approved and Denied conditions are mutually exclusive';
    throw refuse('FieldValueInvalid', cause);
  }
  return { ...live, status: { ...(isObject(live.status) ? live.status : {}), conditions } };
}

/** A request that a policy has denied. */
export const denied = (request: KubeObject, now: number): KubeObject =>
  withCondition(request, now, 'Denied', 'PolicyDenied', 'client certificates are not issued here');

/** What the signer makes of a request; nothing where it does nothing. */
export async function signed(
  pki: ClusterPki,
  signing: Signing,
  request: KubeObject,
  now: number,
): Promise<KubeObject | undefined> {
  const types = typesOf(request);
  const waits =
    types.includes('Approved') &&
    !types.includes('Failed') &&
    !at(request, 'status', 'certificate') &&
    textAt(request, 'spec', 'signerName') === SIGNER;
  if (!waits || signing === 'never' || signing === 'deny') return undefined;
  if (signing === 'fail') {
    const message = 'the signer refuses this request';
    return withCondition(request, now, 'Failed', 'SignerValidationFailure', message);
  }
  const { publicKey, subjectName } = pkcs10(request);
  const subject =
    signing === 'otherSubject'
      ? { name: 'someone-else', groups: [] }
      : { name: subjectName.getField('CN')[0] ?? '', groups: subjectName.getField('O') };
  const seconds = numberAt(request, 'spec', 'expirationSeconds') ?? YEAR_S;
  const pem = await signClient(pki, publicKey, subject, now, Math.min(seconds, YEAR_S) * 1000);
  const certificate = Buffer.from(pem).toString('base64');
  return { ...request, status: { ...statusOf(request), certificate } };
}

function withCondition(
  request: KubeObject,
  now: number,
  type: string,
  reason: string,
  message: string,
): KubeObject {
  const time = timestamp(now);
  const times = { lastUpdateTime: time, lastTransitionTime: time };
  const condition = { type, status: 'True', reason, message, ...times };
  const conditions = [...listAt(request, 'status', 'conditions'), condition];
  return { ...request, status: { ...statusOf(request), conditions } };
}

const typesOf = (request: KubeObject) =>
  listAt(request, 'status', 'conditions').map((condition) => textAt(condition, 'type'));

const statusOf = (object: KubeObject) => (isObject(object.status) ? object.status : {});

function pkcs10(request: KubeObject): x509.Pkcs10CertificateRequest {
  const text = textAt(request, 'spec', 'request') ?? '';
  try {
    return new x509.Pkcs10CertificateRequest(Buffer.from(text, 'base64').toString());
  } catch {
    throw wrong(
      request,
      'request',
      'FieldValueInvalid',
      `Invalid value: ${JSON.stringify(text)}: PEM block type must be CERTIFICATE REQUEST`,
    );
  }
}

const wrong = (request: KubeObject, field: string, reason: string, cause: string): ApiError =>
  invalid(CERTIFICATE_SIGNING_REQUEST, request.metadata.name, `spec.${field}`, reason, cause);
