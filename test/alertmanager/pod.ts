import { parse } from 'yaml';
import { ALERTMANAGER } from '../../model/components/alertmanager';
import {
  ALERTMANAGER_CONFIG_DIR,
  ALERTMANAGER_CONFIG_FILE,
} from '../../prometheus/alertmanager/files';
import type { AlertmanagerConfig, Route } from '../../prometheus/alertmanager/types';
import { shorter } from '../faults/hub/shortened';
import { fleetFile, only, rendered, resolved } from '../fleet';

/** What the pods of the hub's Alertmanager are told. */
export interface Told {
  /** The command line of each. */
  readonly args: readonly string[];
  /** Text of alertmanager.yml. */
  readonly config: string;
  /** host:port at which each finds the others, in their order. */
  readonly peers: readonly string[];
}

/** What promfleet renders for a hub with these keys. */
export function toldPods(hub: string): Told {
  const text = fleetFile({ hub });
  const { alertmanager } = resolved(text).hub;
  if (!alertmanager) throw new Error(`no Alertmanager is deployed with ${hub}`);
  const { template } = only(rendered(text), 'StatefulSet', alertmanager.name).spec;
  const annotations: Record<string, string> = template.metadata.annotations;
  const [, config] =
    Object.entries(annotations).find(([key]) => key.endsWith(ALERTMANAGER_CONFIG_FILE)) ?? [];
  if (config === undefined) throw new Error(`the pods have no ${ALERTMANAGER_CONFIG_FILE}`);
  return {
    args: template.spec.containers[0].args,
    config,
    peers: alertmanager.replicas.map(({ host }) => `${host}:${ALERTMANAGER.gossipPort}`),
  };
}

/** Where one pod is on loopback, and where its peers are. */
export interface Place {
  readonly directory: string;
  readonly port: number;
  /** Ports of all replicas, this one's included, in their order. */
  readonly gossip: readonly number[];
  /** Which of them this one is. */
  readonly ordinal: number;
}

/** The command line of a pod, with files and addresses of this machine in place of its own. */
export function argsOnLoopback({ args, peers }: Told, place: Place): string[] {
  const { directory, port, gossip, ordinal } = place;
  const own = (flag: string, value: string): string => {
    switch (flag) {
      case '--config.file':
        return value.replace(ALERTMANAGER_CONFIG_DIR, directory);
      case '--storage.path':
        return `${directory}/data`;
      case '--web.listen-address':
        return `127.0.0.1:${port}`;
      case '--cluster.listen-address':
        return value && `127.0.0.1:${gossip[ordinal]}`;
      case '--cluster.peer':
        return `127.0.0.1:${gossip[peers.indexOf(value)]}`;
      default:
        return value;
    }
  };
  return args.map((arg) => {
    const at = arg.indexOf('=');
    const flag = arg.slice(0, at);
    return `${flag}=${own(flag, arg.slice(at + 1))}`;
  });
}

/** A configuration in which a minute is a second, as in the rules. */
export function shortenedConfig(text: string): AlertmanagerConfig {
  const config: AlertmanagerConfig = parse(text);
  const { route } = config;
  const routes = (route.routes ?? []).map(shortenedRoute);
  return { ...config, route: { ...route, ...shortenedTimes(route), routes } };
}

function shortenedRoute(route: Route): Route {
  const { routes = [] } = route;
  return { ...route, ...shortenedTimes(route), routes: routes.map(shortenedRoute) };
}

/** How long a group of alerts waits. */
const shortenedTimes = ({ group_wait, group_interval, repeat_interval }: Route) => ({
  ...(group_wait && { group_wait: shorter(group_wait) }),
  ...(group_interval && { group_interval: shorter(group_interval) }),
  ...(repeat_interval && { repeat_interval: shorter(repeat_interval) }),
});
