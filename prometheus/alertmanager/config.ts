import type { Alertmanager, Heartbeat } from '../../model/alertmanager-types';
import { alertmanagerSecretDir } from './files';
import { inhibitRules, WATCHDOG } from './inhibition';
import type { AlertmanagerConfig, Receiver, RootRoute, Route } from './types';

/** The receiver that is told everything and tells nobody; routes of the user may name it. */
export const NOBODY = 'nobody';

/** The receiver that calls the heartbeat's service. */
export const HEARTBEAT = 'heartbeat';

/**
 * alertmanager.yml: the user's routes and receivers, after the heartbeat and our inhibition.
 *
 * It names files with secrets and has none itself.
 */
export function alertmanagerConfig(alertmanager: Alertmanager): AlertmanagerConfig {
  const { config, heartbeat, clusterLabel } = alertmanager;
  const { routes = [], ...root } = config?.route ?? {};
  return {
    ...(config?.global && { global: config.global }),
    route: {
      ...rootDefaults(clusterLabel),
      ...root,
      // Before all others, so that nobody is told over and over that all is well.
      routes: [watchdogRoute(heartbeat), ...routes],
    },
    inhibit_rules: [...inhibitRules(clusterLabel), ...(config?.inhibit_rules ?? [])],
    receivers: [
      { name: NOBODY },
      ...(heartbeat ? [heartbeatReceiver(heartbeat)] : []),
      ...(config?.receivers ?? []),
    ],
    ...(config?.time_intervals && { time_intervals: config.time_intervals }),
  };
}

/** What the root route says unless the user does. */
export const rootDefaults = (clusterLabel: string): RootRoute => ({
  receiver: NOBODY,
  group_by: [clusterLabel, 'alertname'],
  group_wait: '30s',
  group_interval: '5m',
  repeat_interval: '4h',
});

/**
 * The alert that always fires goes to the heartbeat's service alone, at its interval: Alertmanager
 * repeats what has not changed once `repeat_interval` has passed, and looks every `group_interval`.
 */
function watchdogRoute(heartbeat: Heartbeat | undefined): Route {
  const matchers = [`alertname="${WATCHDOG}"`];
  if (!heartbeat) return { matchers, receiver: NOBODY };
  const { interval } = heartbeat;
  return {
    matchers,
    receiver: HEARTBEAT,
    group_wait: '0s',
    group_interval: interval,
    repeat_interval: interval,
  };
}

function heartbeatReceiver({ secret, key }: Heartbeat): Receiver {
  // That it is resolved would be a call like any other.
  const config = { url_file: `${alertmanagerSecretDir(secret)}/${key}`, send_resolved: false };
  return { name: HEARTBEAT, webhook_configs: [config] };
}
