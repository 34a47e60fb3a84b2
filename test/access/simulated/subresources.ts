import { recordUpdate } from './apply';
import { objectOf, parsed } from './body';
import { decided } from './csr';
import { type Fields, fieldsAt, type KubeObject, textAt, textsAt } from './json';
import {
  CERTIFICATE_SIGNING_REQUEST,
  type Kind,
  SELF_SUBJECT_ACCESS_REVIEW,
  SERVICE_ACCOUNT,
  SUBJECT_ACCESS_REVIEW,
} from './kinds';
import { managerOf, type ObjectAnswer, type ObjectRequest } from './objects';
import { patched } from './patch';
import { reviewAccess } from './rbac';
import type { Store } from './store';
import type { Tokens } from './tokens';

const TOKEN_REQUEST: Kind = {
  ...SERVICE_ACCOUNT,
  group: 'authentication.k8s.io',
  kind: 'TokenRequest',
};

/** Answers a request for a part of an object; nothing where the kind has no such part. */
export function answerSubresource(
  store: Store,
  tokens: Tokens,
  request: ObjectRequest,
): ObjectAnswer | undefined {
  const { kind, verb, info, body } = request;
  const { name = '', namespace = '', subresource } = info;
  if (kind === SERVICE_ACCOUNT && subresource === 'token' && verb === 'create') {
    const sent = objectOf(body, TOKEN_REQUEST, info);
    return { status: 201, body: tokens.request(namespace, name, sent) };
  }
  const approval = kind === CERTIFICATE_SIGNING_REQUEST && subresource === 'approval';
  if (!approval && subresource !== 'status') return undefined;
  const live = store.get(kind, info.namespace, name);
  if (verb === 'get') return { status: 200, body: live };
  if (verb !== 'update' && verb !== 'patch') return undefined;
  const sent = sentOf(request, live);
  const next = approval
    ? decided(store, request.user, live, sent)
    : { ...live, status: fieldsAt(sent, 'status') };
  const noted = recordUpdate(kind, live, next, managerOf(store, request), subresource);
  return { status: 200, body: store.save(kind, noted) };
}

/** The object with what is sent, as a whole or as a patch. */
function sentOf({ verb, body, contentType, kind, info }: ObjectRequest, live: KubeObject): Fields {
  if (verb === 'update') return objectOf(body, kind, info);
  return patched(live, contentType, parsed(body));
}

/** Answers what is asked about oneself and kept nowhere. */
export function answerReview(
  store: Store,
  { kind, body, info, user }: ObjectRequest,
): ObjectAnswer {
  const { metadata: _, ...review } = objectOf(body, kind, info);
  if (kind === SELF_SUBJECT_ACCESS_REVIEW) {
    return {
      status: 201,
      body: { metadata: {}, ...review, status: reviewAccess(store, user, review) },
    };
  }
  if (kind === SUBJECT_ACCESS_REVIEW) {
    const asked = {
      name: textAt(review, 'spec', 'user') ?? '',
      groups: textsAt(review, 'spec', 'groups'),
    };
    return {
      status: 201,
      body: { metadata: {}, ...review, status: reviewAccess(store, asked, review) },
    };
  }
  const { name: username, groups, uid } = user;
  const status = { userInfo: { username, groups, ...(uid ? { uid } : {}) } };
  return { status: 201, body: { metadata: {}, ...review, status } };
}
