import { login } from '../../../model/login';
import type { HubSettings } from '../../../model/settings';
import type { Door, EnvVariable, Grafana, Login, PrometheusServer } from '../../../model/types';
import type { Draft, Marker } from '../template/draft';
import type { Flags } from '../template/flags';
import { withImage } from '../workload';
import { GRAFANA_ENV, GRAFANA_PORTS, LOGIN_DOMAINS, LOGIN_GROUPS, LOGIN_PORTS } from './scopes';

/** What decides how an Ingress and an HTTPRoute are rendered that stand under a key. */
const doorFlags = <Name extends string>(name: Name, of: string) =>
  ({
    [`${name}Ingress`]: { expression: `${of}.ingress` },
    [`${name}IngressClass`]: { expression: `${of}.ingress.className` },
    [`${name}IngressAnnotations`]: { expression: `${of}.ingress.annotations` },
    [`${name}IngressTls`]: { expression: `hasKey ${of}.ingress "tls"` },
    [`${name}IngressSecret`]: { expression: `dig "tls" "secretName" "" ${of}.ingress` },
    [`${name}HttpRoute`]: { expression: `${of}.httpRoute` },
    [`${name}HttpRouteAnnotations`]: { expression: `${of}.httpRoute.annotations` },
  }) as Record<`${Name}${DoorFlag}`, Flags[string]>;

type DoorFlag =
  | 'Ingress'
  | 'IngressClass'
  | 'IngressAnnotations'
  | 'IngressTls'
  | 'IngressSecret'
  | 'HttpRoute'
  | 'HttpRouteAnnotations';

/** What decides how people come to the hub from outside its cluster. */
export const DOOR_FLAGS = {
  ingressNamespaces: { expression: '$hub.ingressNamespaces' },
  login: { expression: '$hub.login.secret' },
  loginOidc: { expression: '$hub.login.oidc' },
  loginScope: { expression: '$hub.login.scope' },
  loginGroups: { expression: '$hub.login.groups', someOf: LOGIN_GROUPS },
  loginPorts: { expression: '$hub.login.ports', someOf: LOGIN_PORTS },
  ...doorFlags('login', '$hub'),
  grafanaRequests: { expression: 'hasKey $hub.grafana.resources "requests"' },
  grafanaLimits: { expression: 'hasKey $hub.grafana.resources "limits"' },
  grafanaEnv: { expression: '$hub.grafana.env', someOf: GRAFANA_ENV },
  grafanaEnvInLine: { expression: 'hasKey $variable "value"', scope: GRAFANA_ENV },
  grafanaEnvSecret: {
    expression: 'dig "valueFrom" "secretKeyRef" false $variable',
    scope: GRAFANA_ENV,
  },
  grafanaDoor: { expression: '$hub.grafana.rootUrl' },
  grafanaSecure: { expression: 'hasPrefix "https:" ($hub.grafana.rootUrl | default "")' },
  ...doorFlags('grafana', '$hub.grafana'),
  grafanaOidc: { expression: '$hub.grafana.oidc' },
  grafanaOidcDomains: { expression: '$hub.grafana.oidc.allowedDomains' },
  grafanaOidcGroups: { expression: '$hub.grafana.oidc.allowedGroups' },
  grafanaOidcRole: { expression: '$hub.grafana.oidc.roleAttributePath' },
  grafanaOidcPorts: { expression: '$hub.grafana.oidc.ports', someOf: GRAFANA_PORTS },
} satisfies Flags;

type DoorDraft = Draft<keyof typeof DOOR_FLAGS | 'highlyAvailable'>;

/** The login before the hub's Prometheus, as far as it follows from flags and from what is given. */
export function loginOf(
  settings: HubSettings,
  server: PrometheusServer,
  draft: DoorDraft,
): Login | undefined {
  if (!draft.on('login')) return undefined;
  const secret = draft.plain('$hub.login.secret');
  const derived = login({ ...settings, login: { htpasswd: { secret } } }, undefined, {
    ...server,
    replicas: draft.on('highlyAvailable') ? 2 : 1,
  });
  return (
    derived && {
      ...withImage(derived, 'oauth2Proxy', draft),
      oidc: draft.if('loginOidc', {
        secret,
        issuerUrl: draft.text('$hub.login.oidc.issuerUrl'),
        scopes: draft.if('loginScope', [draft.text('$hub.login.scope')]),
        emailDomains: draft.each(LOGIN_DOMAINS, (one) => one.text('$domain')),
        allowedGroups: draft.if(
          'loginGroups',
          draft.each(LOGIN_GROUPS, (one) => one.text('$group')),
        ),
        ports: draft.if(
          'loginPorts',
          draft.each(LOGIN_PORTS, (one) => one.number('$port')),
        ),
      }),
      door: doorOf('login', '$hub', draft),
    }
  );
}

/** What of Grafana is for people from outside, and what its container is given besides. */
export function grafanaDoorsOf(
  draft: DoorDraft,
): Pick<Grafana, 'resources' | 'env' | 'door' | 'rootUrl' | 'secureCookies' | 'oidc'> {
  const given = (key: string) => draft.whole(`$hub.grafana.${key}`);
  const joined = (key: string) => [draft.text(`join " " $hub.grafana.oidc.${key}`)];
  return {
    resources: {
      requests: draft.if('grafanaRequests', given('resources.requests')),
      limits: draft.if('grafanaLimits', given('resources.limits')),
    },
    env: draft.on('grafanaEnv') ? draft.each(GRAFANA_ENV, variable(draft)) : [],
    door: draft.if('grafanaDoor', doorOf('grafana', '$hub.grafana', draft)),
    rootUrl: draft.if('grafanaDoor', draft.text('$hub.grafana.rootUrl')),
    secureCookies: draft.on('grafanaSecure'),
    oidc: draft.if('grafanaOidc', {
      secret: draft.plain('$hub.grafana.oidc.secret'),
      name: draft.text('$hub.grafana.oidc.name'),
      authUrl: draft.text('$hub.grafana.oidc.authUrl'),
      tokenUrl: draft.text('$hub.grafana.oidc.tokenUrl'),
      apiUrl: draft.text('$hub.grafana.oidc.apiUrl'),
      scopes: joined('scopes'),
      groupsAttributePath: draft.text('$hub.grafana.oidc.groupsAttributePath'),
      allowedDomains: draft.if('grafanaOidcDomains', joined('allowedDomains')),
      allowedGroups: draft.if('grafanaOidcGroups', joined('allowedGroups')),
      roleAttributePath: draft.if(
        'grafanaOidcRole',
        draft.text('$hub.grafana.oidc.roleAttributePath'),
      ),
      ports: draft.if(
        'grafanaOidcPorts',
        draft.each(GRAFANA_PORTS, (one) => one.number('$port')),
      ),
    }),
  };
}

/** A variable of the user's. */
const variable =
  (draft: DoorDraft) =>
  (one: Marker): EnvVariable => {
    const name = one.text('$variable.name');
    if (draft.on('grafanaEnvInLine')) return { name, value: one.text('$variable.value') };
    const ref = (kind: string) => ({
      name: one.plain(`$variable.valueFrom.${kind}.name`),
      key: one.plain(`$variable.valueFrom.${kind}.key`),
    });
    return {
      name,
      valueFrom: draft.on('grafanaEnvSecret')
        ? { secretKeyRef: ref('secretKeyRef') }
        : { configMapKeyRef: ref('configMapKeyRef') },
    };
  };

function doorOf(name: 'login' | 'grafana', of: string, draft: DoorDraft): Door {
  return {
    ingress: draft.if(`${name}Ingress`, {
      host: draft.plain(`${of}.ingress.host`),
      className: draft.if(`${name}IngressClass`, draft.plain(`${of}.ingress.className`)),
      annotations: draft.if(`${name}IngressAnnotations`, draft.whole(`${of}.ingress.annotations`)),
      tls: draft.if(`${name}IngressTls`, {
        secretName: draft.if(`${name}IngressSecret`, draft.plain(`${of}.ingress.tls.secretName`)),
      }),
    }),
    httpRoute: draft.if(`${name}HttpRoute`, {
      parentRefs: [draft.whole(`${of}.httpRoute.parentRefs`)],
      hostnames: [draft.whole(`${of}.httpRoute.hostnames`)],
      annotations: draft.if(
        `${name}HttpRouteAnnotations`,
        draft.whole(`${of}.httpRoute.annotations`),
      ),
    }),
    namespaces: draft.if('ingressNamespaces', {
      matchLabels: draft.whole('$hub.ingressNamespaces.matchLabels'),
    }),
  };
}
