import { signingRequest, withCondition } from './client';

/** A request that a real and a simulated API server are to answer alike. */
export interface Step {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly type?: string;
  /** Asks with the token of this account, which a step has made before. @default - as administrator */
  readonly account?: string;
}

const APPLY = 'application/apply-patch+yaml';
const CORE = '/api/v1/namespaces/compared';
const RBAC = '/apis/rbac.authorization.k8s.io/v1/namespaces/compared';
const REQUESTS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';

const object = (kind: string, name: string, rest: object = {}, apiVersion = 'v1') => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'compared' },
  ...rest,
});

const step = (
  title: string,
  method: string,
  path: string,
  body?: unknown,
  rest: object = {},
): Step => ({
  title,
  method,
  path,
  body,
  ...rest,
});

const applying = (title: string, manager: string, path: string, body: unknown, query = ''): Step =>
  step(title, 'PATCH', `${path}?fieldManager=${encodeURIComponent(manager)}${query}`, body, {
    type: APPLY,
  });

const configMap = (data: object, rest: object = {}) => object('ConfigMap', 'm', { data, ...rest });
const M = `${CORE}/configmaps/m`;
const S = `${CORE}/secrets/s`;
const secret = (data: object) => object('Secret', 's', { data });
const encoded = (text: string) => Buffer.from(text).toString('base64');

const maps: readonly Step[] = [
  applying('into a namespace that is not there', 'a', '/api/v1/namespaces/none/configmaps/m', {
    ...configMap({}),
    metadata: { name: 'm', namespace: 'none' },
  }),
  step('a namespace', 'POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'compared' },
  }),
  step('the namespace again', 'POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'compared' },
  }),
  step('what is not there', 'GET', M),
  applying('tried', 'a', M, configMap({ x: '1', y: '1' }), '&dryRun=All'),
  step('not there after it was tried', 'GET', M),
  applying('made', 'a', M, configMap({ x: '1', y: '1' }), '&fieldValidation=Strict'),
  applying('again, with nothing to change', 'a', M, configMap({ x: '1', y: '1' })),
  applying('the same value by another', 'b', M, configMap({ x: '1' })),
  applying('a shared field left out', 'a', M, configMap({ y: '1' })),
  applying('a field of another', 'a', M, configMap({ x: '2', y: '1' })),
  applying('a field of another, tried', 'a', M, configMap({ x: '2' }), '&dryRun=All'),
  applying('two fields of others', 'c', M, configMap({ x: '3', y: '3' })),
  applying('a field of another, by force', 'a', M, configMap({ x: '2', y: '1' }), '&force=true'),
  applying('nothing any more', 'b', M, configMap({})),
  applying('without any data', 'b', M, object('ConfigMap', 'm')),
  applying('labels', 'a', M, {
    ...configMap({ x: '2' }),
    metadata: { name: 'm', namespace: 'compared', labels: { l: '1' }, annotations: { n: '1' } },
  }),
  applying('labels left out', 'a', M, configMap({ x: '2' })),
  step(
    'a merge patch',
    'PATCH',
    `${M}?fieldManager=p`,
    { data: { z: '1' } },
    {
      type: 'application/merge-patch+json',
    },
  ),
  applying('what was patched by another', 'a', M, configMap({ z: '2' })),
  applying('a name that is another', 'a', M, object('ConfigMap', 'other')),
  applying('nobody', '', M, configMap({})),
  step('a list', 'GET', `${CORE}/configmaps?fieldSelector=metadata.name=m`),
  step('deleted under a condition that fails', 'DELETE', M, {
    preconditions: { uid: '00000000-0000-0000-0000-000000000000' },
  }),
  step('deleted', 'DELETE', M),
  step('deleted again', 'DELETE', M),
];

const secrets: readonly Step[] = [
  applying('keys of one', 'promfleet:a', S, secret({ 'a.crt': encoded('a') })),
  applying('keys of two', 'promfleet:b', S, secret({ 'b.crt': encoded('b') })),
  applying('other keys of one', 'promfleet:a', S, secret({ 'a.key': encoded('k') })),
  applying('keys of another', 'promfleet:a', S, secret({ 'b.crt': encoded('c') })),
  applying('no keys of one', 'promfleet:a', S, object('Secret', 's')),
  applying('no keys at all', 'promfleet:b', S, object('Secret', 's')),
  step('what is left', 'GET', S),
  applying('another type', 'promfleet:b', S, { ...secret({}), type: 'example.com/other' }),
  applying('in clear', 'promfleet:b', S, object('Secret', 's', { stringData: { k: 'v' } })),
];

const account = `${CORE}/serviceaccounts/reader`;
const rules = [
  { apiGroups: [''], resources: ['services/proxy'], resourceNames: ['p:80'], verbs: ['get'] },
];
const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' };
const binding = (rest: object) =>
  object('RoleBinding', 'reader', rest, 'rbac.authorization.k8s.io/v1');
const subjects = [{ kind: 'ServiceAccount', name: 'reader', namespace: 'compared' }];
const proxy = `${CORE}/services`;
const asReader = { account: 'reader' };
const service = object('Service', 'p', {
  spec: { selector: { app: 'p' }, ports: [{ name: 'http', port: 80 }] },
});

const access: readonly Step[] = [
  applying(
    'an account',
    'a',
    account,
    object('ServiceAccount', 'reader', { automountServiceAccountToken: false }),
  ),
  step('a token that is too short', 'POST', `${account}/token`, {
    spec: { expirationSeconds: 60 },
  }),
  step('a token for nobody', 'POST', `${CORE}/serviceaccounts/none/token`, { spec: {} }),
  step('a token', 'POST', `${account}/token`, { spec: { expirationSeconds: 600 } }),
  step('before it may', 'GET', `${proxy}/p:80/proxy/federate`, undefined, asReader),
  applying(
    'a role',
    'a',
    `${RBAC}/roles/reader`,
    object('Role', 'reader', { rules }, 'rbac.authorization.k8s.io/v1'),
  ),
  applying('a binding', 'a', `${RBAC}/rolebindings/reader`, binding({ roleRef, subjects })),
  applying('the binding again', 'a', `${RBAC}/rolebindings/reader`, binding({ roleRef, subjects })),
  applying(
    'the binding to another role',
    'a',
    `${RBAC}/rolebindings/reader`,
    binding({ roleRef: { ...roleRef, name: 'x' }, subjects }),
  ),
  step('a Service that is not there', 'GET', `${proxy}/p:80/proxy/federate`, undefined, asReader),
  applying('a Service', 'a', `${proxy}/p`, service),
  applying('the Service again', 'a', `${proxy}/p`, service),
  step('its Endpoints', 'POST', `${CORE}/endpoints`, object('Endpoints', 'p')),
  step('nothing behind it', 'GET', `${proxy}/p:80/proxy/federate`, undefined, asReader),
  step('a port that it has not', 'GET', `${proxy}/p:81/proxy/federate`),
  step('another port', 'GET', `${proxy}/p:http/proxy/federate`, undefined, asReader),
  step('another verb', 'POST', `${proxy}/p:80/proxy/federate`, undefined, asReader),
  step('Secrets', 'GET', `${CORE}/secrets`, undefined, asReader),
  step('a Secret', 'GET', S, undefined, asReader),
  step('Secrets everywhere', 'GET', '/api/v1/secrets', undefined, asReader),
  step('nodes', 'GET', '/api/v1/nodes/n/proxy/x', undefined, asReader),
  step(
    'a Deployment',
    'GET',
    '/apis/apps/v1/namespaces/compared/deployments/d',
    undefined,
    asReader,
  ),
  step('a path', 'GET', '/metrics', undefined, asReader),
  step('a path that all may read', 'GET', '/readyz', undefined, asReader),
  applying(
    'a role of its own',
    'a',
    `${RBAC}/roles/mine`,
    object('Role', 'mine', { rules }, 'rbac.authorization.k8s.io/v1'),
  ),
  step(
    'what it may',
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          namespace: 'compared',
          verb: 'get',
          resource: 'services',
          subresource: 'proxy',
          name: 'p:80',
        },
      },
    },
    asReader,
  ),
  step(
    'what it may not',
    'POST',
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { namespace: 'compared', verb: 'list', resource: 'secrets' } },
    },
    asReader,
  ),
  step(
    'who it is',
    'POST',
    '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    },
    asReader,
  ),
  step('its account deleted', 'DELETE', account),
  step('after that', 'GET', '/readyz', undefined, asReader),
];

const container = (rest: object = {}) => ({
  name: 'c',
  image: 'example.com/c:1',
  ports: [{ containerPort: 80 }],
  env: [{ name: 'E', value: '1' }],
  volumeMounts: [{ name: 'v', mountPath: '/v' }],
  args: ['--x'],
  ...rest,
});
const deployment = (containers: readonly object[], rest: object = {}) =>
  object(
    'Deployment',
    'd',
    {
      spec: {
        selector: { matchLabels: { app: 'd' } },
        template: {
          metadata: { labels: { app: 'd' } },
          spec: { containers, volumes: [{ name: 'v', emptyDir: {} }] },
        },
        ...rest,
      },
    },
    'apps/v1',
  );
const D = '/apis/apps/v1/namespaces/compared/deployments/d';

const workloads: readonly Step[] = [
  applying('a Deployment', 'a', D, deployment([container()], { replicas: 1 })),
  applying('the Deployment again', 'a', D, deployment([container()], { replicas: 1 })),
  applying('another image', 'b', D, deployment([{ name: 'c', image: 'example.com/c:2' }])),
  applying(
    'a container more',
    'b',
    D,
    object(
      'Deployment',
      'd',
      { spec: { template: { spec: { containers: [{ name: 'e', image: 'example.com/e' }] } } } },
      'apps/v1',
    ),
  ),
  applying(
    'another selector',
    'a',
    D,
    deployment([container()], {
      replicas: 1,
      selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    }),
  ),
  applying('other arguments', 'a', D, deployment([container({ args: ['--y'] })], { replicas: 1 })),
  applying('without what was there', 'a', D, deployment([{ name: 'c', image: 'example.com/c:1' }])),
];

const certificates = (request: string): readonly Step[] => [
  step('a request without usages', 'POST', REQUESTS, signingRequest('r', request, { usages: [] })),
  step(
    'a request that is too short',
    'POST',
    REQUESTS,
    signingRequest('r', request, { expirationSeconds: 60 }),
  ),
  step('a request of nonsense', 'POST', REQUESTS, signingRequest('r', 'nonsense')),
  step('a request', 'POST', REQUESTS, signingRequest('r', request)),
  step(
    'its denial',
    'PUT',
    `${REQUESTS}/r/approval`,
    withCondition(signingRequest('r', request), 'Denied'),
  ),
  step(
    'its approval, too late',
    'PUT',
    `${REQUESTS}/r/approval`,
    withCondition(signingRequest('r', request), 'Approved'),
  ),
  step('its end', 'DELETE', `${REQUESTS}/r`),
];

/**
 * @param request - PEM of a request for a certificate
 */
export const steps = (request: string): readonly Step[] => [
  ...maps,
  ...secrets,
  ...access,
  ...workloads,
  ...certificates(request),
  step('a kind that nobody knows', 'GET', '/apis/example.com/v1/things'),
  step('the namespace deleted', 'DELETE', '/api/v1/namespaces/compared'),
];
