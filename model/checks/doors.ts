import { type Diagnostic, error, type Path, warning } from '../../diagnostics';
import { ownVariables } from '../grafana-env';
import type { Door, Fleet, Grafana, Hub, Login } from '../types';
import type { Sources } from './sources';

/** Doors of the hub that lead past a login, or to a place where another leads. */
export function checkDoors({ hub }: Fleet, { file }: Sources): Diagnostic[] {
  const { login, grafana, place } = hub;
  return [
    ...(login ? ofLogin(login, place) : withoutLogin(file.hub, place)),
    ...(grafana ? ofGrafana(grafana, place) : []),
    ...sameHost(login?.door, grafana?.door, place),
  ];
}

/** Where the fleet file has something, given its key below `hub`. */
type Place = Hub['place'];

/** Prometheus asks nobody who they are. */
const withoutLogin = (entry: Pick<Door, 'ingress' | 'httpRoute'>, place: Place): Diagnostic[] =>
  (['ingress', 'httpRoute'] as const).flatMap((key) => {
    if (!entry[key]) return [];
    const message = `Prometheus has no login, so that whoever comes has all, found no \`hub.login\`, write one`;
    return [error('missing-key', place(key), message)];
  });

function ofLogin({ door, oidc }: Login, place: Place): Diagnostic[] {
  return [
    ...(door.ingress && !door.ingress.tls
      ? [
          error(
            'missing-key',
            place('ingress'),
            'missing key `tls`, write it: whoever logs in without TLS shows everyone on the way how',
          ),
        ]
      : []),
    ...(oidc?.emailDomains?.includes('*') && !oidc.allowedGroups
      ? [everyone(place('login', 'oidc', 'emailDomains'), 'allowedGroups, or domains')]
      : []),
  ];
}

function ofGrafana(grafana: Grafana, place: Place): Diagnostic[] {
  const { door, oidc, env, rootUrl } = grafana;
  const own = new Set(ownVariables(grafana).map(({ name }) => name));
  const hasUrl = rootUrl !== undefined || env.some(({ name }) => name === 'GF_SERVER_ROOT_URL');
  return [
    ...(door?.ingress && !door.ingress.tls
      ? [
          warning(
            'not-encrypted',
            place('grafana', 'ingress'),
            '`tls` is not set: names and passwords go to Grafana for everyone on the way to read',
          ),
        ]
      : []),
    ...env.flatMap(({ name }, index) => {
      if (!own.has(name)) return [];
      const message = `promfleet sets this variable, found ${name}, leave it out`;
      return [error('reserved-name', place('grafana', 'env', index, 'name'), message)];
    }),
    ...(oidc && !hasUrl
      ? [
          error(
            'missing-key',
            place('grafana', 'oidc'),
            'people come back from the issuer to a URL that nobody says, found neither `ingress` nor `httpRoute`, write one, or GF_SERVER_ROOT_URL under `env`',
          ),
        ]
      : []),
    ...(oidc && !oidc.allowedDomains && !oidc.allowedGroups && !oidc.roleAttributePath
      ? [everyone(place('grafana', 'oidc'), 'allowedDomains, allowedGroups or roleAttributePath')]
      : []),
  ];
}

function everyone(path: Path, right: string): Diagnostic {
  const message = `everyone who has an account at the issuer is let in: write ${right} if that is the world`;
  return warning('open-login', path, message);
}

/** A controller takes the one or the other. */
function sameHost(login: Door | undefined, grafana: Door | undefined, place: Place): Diagnostic[] {
  const hosts = new Set(hostsOf(login ?? {}).map(({ host }) => host));
  return hostsOf(grafana ?? {}).flatMap(({ host, path }) => {
    if (!hosts.has(host)) return [];
    const message = `the login of Prometheus has this host, found ${JSON.stringify(host)}, write another`;
    return [error('duplicate-name', place('grafana', ...path), message)];
  });
}

const hostsOf = ({ ingress, httpRoute }: Door): { host: string; path: Path }[] => [
  ...(ingress ? [{ host: ingress.host, path: ['ingress', 'host'] }] : []),
  ...(httpRoute?.hostnames ?? []).map((host, index) => ({
    host,
    path: ['httpRoute', 'hostnames', index],
  })),
];
