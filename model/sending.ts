import type { AlertingEntry, RemoteWriteEntry } from '../inventory/schema/fleet';
import { urlTarget } from '../language/url-target';

/** Where samples are written to, in Prometheus's own form. */
export type RemoteWrite = RemoteWriteEntry;

/** Alertmanagers that are sent alerts, and what is done to these, in Prometheus's own form. */
export interface Alerting {
  readonly alert_relabel_configs: NonNullable<AlertingEntry['alert_relabel_configs']>;
  readonly alertmanagers: NonNullable<AlertingEntry['alertmanagers']>;
}

/** Where a Prometheus sends what it has. */
export interface Sending {
  readonly remoteWrite: readonly RemoteWrite[];
  readonly alerting: Alerting;
}

/**
 * Where a Prometheus sends what it has, by its entry. Whoever redirects is not followed unless the
 * entry says so: Prometheus shows its credentials to each server that it is sent to.
 */
export function sending(entry: {
  readonly remoteWrite?: readonly RemoteWrite[] | undefined;
  readonly alerting?: AlertingEntry | undefined;
}): Sending {
  const { remoteWrite = [], alerting = {} } = entry;
  const { alert_relabel_configs = [], alertmanagers = [] } = alerting;
  return {
    remoteWrite: remoteWrite.map(notFollowing),
    alerting: { alert_relabel_configs, alertmanagers: alertmanagers.map(notFollowing) },
  };
}

const notFollowing = <Entry extends object>(entry: Entry): Entry => ({
  follow_redirects: false,
  ...entry,
});

/**
 * host:port of whatever is connected to for sending.
 *
 * @returns undefined where they are found out on the way
 */
export function sentTo({ remoteWrite, alerting }: Sending): string[] | undefined {
  const alertmanagers = alerting.alertmanagers.map(ofAlertmanagers);
  if (alertmanagers.includes(undefined)) return undefined;
  return [...remoteWrite.flatMap(ofRemoteWrite), ...alertmanagers.flatMap((found = []) => found)];
}

const ofRemoteWrite = (entry: RemoteWrite): string[] => [
  urlTarget(entry.proxy_url ?? entry.url),
  ...besides(entry),
];

function ofAlertmanagers(entry: Alerting['alertmanagers'][number]): string[] | undefined {
  const { static_configs = [], proxy_url } = entry;
  const { kubernetes_sd_configs, dns_sd_configs, file_sd_configs, http_sd_configs } = entry;
  // What is found may have any port, and rules for what is found may give it another.
  if (kubernetes_sd_configs || dns_sd_configs || file_sd_configs || http_sd_configs) {
    return undefined;
  }
  if (entry.relabel_configs) return undefined;
  const targets = proxy_url ? [urlTarget(proxy_url)] : static_configs.flatMap((one) => one.targets);
  return [...targets, ...besides(entry)];
}

/** Who is asked for what is shown with a request. */
function besides({ oauth2, sigv4 }: Pick<RemoteWrite, 'oauth2' | 'sigv4'>): string[] {
  return [
    ...(oauth2 ? [urlTarget(oauth2.proxy_url ?? oauth2.token_url)] : []),
    ...(sigv4 ? [SECURITY_TOKENS] : []),
  ];
}

/** What AWS gives roles at. */
export const SECURITY_TOKENS = 'sts.amazonaws.com:443';
