import { applying, CORE, object, type Step, step } from './step';

const RBAC = '/apis/rbac.authorization.k8s.io/v1/namespaces/compared';
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

/** An account, what it may do, and the proxy of a Service. */
export const access: readonly Step[] = [
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
  step('a Secret', 'GET', `${CORE}/secrets/s`, undefined, asReader),
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
