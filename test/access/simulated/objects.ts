import { apply, type Manager, recordUpdate } from './apply';
import { objectOf, parsed } from './body';
import { admitRequest } from './csr';
import { checkImmutable, defaulted } from './defaults';
import { checkEscalation } from './escalation';
import { type Fields, fieldsAt, type KubeObject, timestamp } from './json';
import {
  apiVersionOf,
  CERTIFICATE_SIGNING_REQUEST,
  type Kind,
  NAMESPACE,
  PERSISTENT_VOLUME_CLAIM,
  SERVICE,
  SERVICE_ACCOUNT,
} from './kinds';
import { patched } from './patch';
import { demand } from './rbac';
import type { ResourceInfo } from './request';
import { selectorOf } from './selectors';
import { alreadyExists, badRequest, changed, invalid } from './status';
import type { Store } from './store';
import type { User } from './user';

const APPLY = 'application/apply-patch+yaml';

/** Kinds whose deletion is answered with what was deleted. */
const ANSWERED_WITH: readonly Kind[] = [SERVICE, SERVICE_ACCOUNT, PERSISTENT_VOLUME_CLAIM];

/** A request for objects of one kind. */
export interface ObjectRequest {
  readonly verb: string;
  readonly info: ResourceInfo;
  readonly kind: Kind;
  readonly query: URLSearchParams;
  readonly user: User;
  readonly body: string;
  /** Without parameters. */
  readonly contentType: string;
  /** Name of the client's program, which is the field manager where none is given. */
  readonly agent: string;
}

export interface ObjectAnswer {
  readonly status: number;
  readonly body: Fields;
}

/**
 * Answers a request for objects themselves.
 *
 * @throws {ApiError} What the API server refuses.
 */
export function answerObjects(store: Store, request: ObjectRequest): ObjectAnswer {
  const { verb, info, kind } = request;
  const name = info.name ?? '';
  switch (verb) {
    case 'get':
      return ok(store.get(kind, info.namespace, name));
    case 'list':
      return ok(listed(store, request));
    case 'create':
      return create(store, request);
    case 'update':
      return update(store, request);
    case 'patch':
      return request.contentType === APPLY ? applied(store, request) : patch(store, request);
    case 'delete':
      return ok(remove(store, request, store.get(kind, info.namespace, name)));
    case 'deletecollection': {
      const before = listed(store, request);
      for (const object of selected(store, request)) remove(store, request, object);
      return ok(before);
    }
    default:
      throw badRequest(`the simulated API server does not ${verb}`);
  }
}

const ok = (body: Fields): ObjectAnswer => ({ status: 200, body });

const selected = (store: Store, { kind, info, query }: ObjectRequest): KubeObject[] =>
  store.list(kind, info.namespace).filter(selectorOf(query));

function listed(store: Store, request: ObjectRequest): Fields {
  const { kind, query } = request;
  const all = selected(store, request);
  const from = Number(Buffer.from(query.get('continue') ?? '', 'base64url').toString() || 0);
  const limit = Number(query.get('limit') ?? 0) || all.length;
  const left = Math.max(0, all.length - from - limit);
  const further = left > 0 && {
    continue: Buffer.from(String(from + limit)).toString('base64url'),
    remainingItemCount: left,
  };
  // As in a real list, the items say neither their kind nor their version.
  const items = all.slice(from, from + limit).map(({ apiVersion: _, kind: __, ...rest }) => rest);
  return {
    kind: `${kind.kind}List`,
    apiVersion: apiVersionOf(kind),
    metadata: { resourceVersion: store.resourceVersion, ...further },
    items,
  };
}

function create(store: Store, request: ObjectRequest): ObjectAnswer {
  const { kind, info, user } = request;
  const sent = objectOf(request.body, kind, info);
  const { name, namespace } = sent.metadata;
  store.needNamespace(kind, namespace);
  if (store.find(kind, namespace, name)) throw alreadyExists(kind, name);
  const object = kind === CERTIFICATE_SIGNING_REQUEST ? admitRequest(sent, user) : sent;
  const { resourceVersion: _, uid: __, managedFields: ___, ...metadata } = object.metadata;
  const next = recordUpdate(
    kind,
    undefined,
    defaulted({ ...object, metadata: { ...metadata, name } }, undefined),
    managerOf(store, request),
  );
  return { status: 201, body: kept(store, request, undefined, next) };
}

function update(store: Store, request: ObjectRequest): ObjectAnswer {
  const { kind, info } = request;
  const live = store.get(kind, info.namespace, info.name ?? '');
  const sent = objectOf(request.body, kind, info);
  checkVersion(kind, live, sent);
  return ok(replace(store, request, live, sent));
}

function patch(store: Store, request: ObjectRequest): ObjectAnswer {
  const { kind, info, body, contentType } = request;
  const live = store.get(kind, info.namespace, info.name ?? '');
  const change = parsed(body);
  const next = patched(live, contentType, change);
  checkVersion(kind, live, {
    ...live,
    ...next,
    metadata: { ...live.metadata, ...fieldsAt(change, 'metadata') },
  });
  const { apiVersion, kind: kindName } = live;
  const metadata = { ...fieldsAt(next, 'metadata'), name: live.metadata.name };
  return ok(replace(store, request, live, { ...next, apiVersion, kind: kindName, metadata }));
}

/** What is sent in the place of what is there; the status is of its subresource alone. */
function replace(store: Store, request: ObjectRequest, live: KubeObject, sent: KubeObject): Fields {
  const { managedFields: _, ...metadata } = sent.metadata;
  const status = live.status === undefined ? {} : { status: live.status };
  const next = { ...sent, ...status, metadata: { ...metadata, name: live.metadata.name } };
  return kept(
    store,
    request,
    live,
    recordUpdate(request.kind, live, next, managerOf(store, request)),
  );
}

function applied(store: Store, request: ObjectRequest): ObjectAnswer {
  const { kind, info, query, user } = request;
  const manager = query.get('fieldManager');
  if (!manager) {
    const options = { ...kind, group: 'meta.k8s.io', kind: 'PatchOptions' };
    const cause = 'Required value: is required for apply patch';
    throw invalid(options, '', 'fieldManager', 'FieldValueRequired', cause);
  }
  const { status: _, ...sent } = objectOf(request.body, kind, info);
  const object = { ...sent, apiVersion: sent.apiVersion, kind: sent.kind, metadata: sent.metadata };
  const { managedFields, name, namespace } = object.metadata;
  if (managedFields && managedFields.length > 0)
    throw badRequest('metadata.managedFields must be nil');
  const live = store.find(kind, namespace, name);
  if (!live) {
    demand(
      store,
      user,
      { verb: 'create', group: kind.group, resource: kind.resource, name, namespace },
      kind,
    );
    store.needNamespace(kind, namespace);
  }
  checkVersion(kind, live, object);
  const admitted =
    live || kind !== CERTIFICATE_SIGNING_REQUEST ? object : admitRequest(object, user);
  const next = apply(kind, live, admitted, managerOf(store, request));
  return { status: live ? 200 : 201, body: kept(store, request, live, next) };
}

/** Keeps what is to be there, or, in a dry run, says what would be. */
function kept(
  store: Store,
  { kind, query, user }: ObjectRequest,
  live: KubeObject | undefined,
  next: KubeObject,
): Fields {
  const object = defaulted(next, live);
  checkEscalation(store, user, kind, object);
  if (live) checkImmutable(kind, live, object);
  return query.get('dryRun') === 'All' ? store.prepared(kind, object) : store.save(kind, object);
}

function remove(store: Store, { kind, body, query }: ObjectRequest, object: KubeObject): Fields {
  const { name, uid, resourceVersion } = object.metadata;
  const wanted = body === '' ? {} : fieldsAt(parsed(body), 'preconditions');
  const differs = (label: string, expected: unknown, found: unknown, happened: string) => {
    if (expected === undefined || expected === found) return;
    const why = `the ${label} in the precondition (${expected}) does not match the ${label} in record (${found}). The object might have been ${happened}`;
    // Here the API server names the kind and not the resource.
    throw changed({ group: '', resource: kind.kind }, name, why);
  };
  differs('UID', wanted.uid, uid, 'deleted and then recreated');
  differs('ResourceVersion', wanted.resourceVersion, resourceVersion, 'modified');
  const dry = query.get('dryRun') === 'All' || JSON.stringify(body).includes('"dryRun"');
  if (!dry) store.delete(kind, object);
  if (kind === NAMESPACE) {
    const metadata = { ...object.metadata, deletionTimestamp: timestamp(store.now()) };
    return { ...object, metadata, status: { phase: 'Terminating' } };
  }
  if (ANSWERED_WITH.includes(kind)) {
    const metadata = { ...object.metadata, resourceVersion: store.resourceVersion };
    return { ...object, metadata };
  }
  const group = kind.group === '' ? {} : { group: kind.group };
  const details = { name, ...group, kind: kind.resource, uid };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}

function checkVersion(kind: Kind, live: KubeObject | undefined, sent: KubeObject): void {
  const { name, resourceVersion, uid } = sent.metadata;
  const message =
    'the object has been modified; please apply your changes to the latest version and try again';
  if (resourceVersion && resourceVersion !== live?.metadata.resourceVersion) {
    throw changed(kind, name, message);
  }
  if (uid && uid !== live?.metadata.uid) {
    throw changed(
      kind,
      name,
      `uid mismatch: the provided object specified uid ${uid}, and ${live ? `the existing object has ${live.metadata.uid}` : 'no existing object was found'}`,
    );
  }
}

export const managerOf = (store: Store, { query, agent }: ObjectRequest): Manager => ({
  name: query.get('fieldManager') ?? agent,
  force: query.get('force') === 'true',
  now: store.now(),
});
