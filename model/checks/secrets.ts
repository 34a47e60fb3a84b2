import { type Diagnostic, error } from '../../diagnostics';
import type { Fleet } from '../types';

/** A member's credentials are for its own API server: no other target is to be shown them. */
export function checkSecrets(fleet: Fleet): Diagnostic[] {
  return fleet.hub.statestoreSecrets ? whereShared(fleet) : whereOfOne(fleet);
}

function whereShared({ hub }: Fleet): Diagnostic[] {
  const names = new Set(hub.statestoreSecrets?.map(({ name }) => name));
  return mounted(hub, (name) => (names.has(name) ? 'which members share' : undefined));
}

function whereOfOne({ hub, members }: Fleet): Diagnostic[] {
  const owners = new Map<string, string>();
  const twice = members.flatMap(({ name, job, place }) => {
    const { secretName } = job.credentials;
    const owner = owners.get(secretName);
    if (owner === undefined) owners.set(secretName, name);
    if (owner === undefined) return [];
    const message = `a member's Secret is its own, found "${secretName}", which cluster "${owner}" has, write another`;
    return [error('duplicate-name', place('auth', 'secretName'), message)];
  });
  const ofOne = mounted(hub, (name) => {
    const owner = owners.get(name);
    return owner === undefined ? undefined : `of cluster "${owner}"`;
  });
  return [...twice, ...ofOne];
}

/** Secrets for scrape configs or receivers that have credentials of members, as far as `whose` says. */
const mounted = (
  { server, alertmanager, grafana, login, place }: Fleet['hub'],
  whose: (name: string) => string | undefined,
): Diagnostic[] =>
  [
    ...server.secrets.map(({ name }, index) => ({ name, path: place('secrets', index) })),
    ...(alertmanager?.secrets ?? []).map(({ name }, index) => ({
      name,
      path:
        name === alertmanager?.heartbeat?.secret
          ? place('alertmanager', 'heartbeat', 'secret')
          : place('alertmanager', 'secrets', index),
    })),
    ...(login
      ? [{ name: login.secret, path: place('login', login.oidc ? 'oidc' : 'htpasswd', 'secret') }]
      : []),
    ...(grafana?.oidc
      ? [{ name: grafana.oidc.secret, path: place('grafana', 'oidc', 'secret') }]
      : []),
    ...(grafana?.env ?? []).flatMap(({ valueFrom }, index) =>
      valueFrom?.secretKeyRef
        ? [
            {
              name: valueFrom.secretKeyRef.name,
              path: place('grafana', 'env', index, 'valueFrom', 'secretKeyRef', 'name'),
            },
          ]
        : [],
    ),
  ].flatMap(({ name, path }) => {
    const members = whose(name);
    if (members === undefined) return [];
    const message = `the credentials of a member are for its API server alone, found "${name}" ${members}, leave it out`;
    return [error('shared-credentials', path, message)];
  });
