import type { Alertmanager, Heartbeat } from '../../model/alertmanager-types';
import { ALERTMANAGER } from '../../model/components/alertmanager';
import { alertmanagerSecretDir } from './files';
import { inhibitRules, WATCHDOG } from './inhibition';
import type { AlertmanagerConfig, Receiver, Route } from './types';

/**
 * alertmanager.yml: the user's routes and receivers, after the heartbeat and our inhibition.
 *
 * It names files with secrets and has none itself.
 */
export function alertmanagerConfig(alertmanager: Alertmanager): AlertmanagerConfig {
  const { config, heartbeat, clusterLabel } = alertmanager;
  const { routes = [], ...root } = alertmanager.route;
  return {
    ...(config?.global && { global: config.global }),
    route: {
      ...root,
      // Before all others, so that nobody is told over and over that all is well.
      routes: [watchdogRoute(heartbeat), ...routes],
    },
    inhibit_rules: [...inhibitRules(clusterLabel), ...(config?.inhibit_rules ?? [])],
    receivers: [
      { name: ALERTMANAGER.nobody },
      ...(heartbeat ? [heartbeatReceiver(heartbeat)] : []),
      ...(config?.receivers ?? []),
    ],
    ...(config?.time_intervals && { time_intervals: config.time_intervals }),
  };
}

/**
 * The alert that always fires goes to the heartbeat's service alone, at its interval: Alertmanager
 * looks every `group_interval`, and repeats what has not changed if `repeat_interval` has passed
 * since it was sent, which is a moment after it looked. Were both the same, it would be said every
 * other time.
 */
function watchdogRoute(heartbeat: Heartbeat | undefined): Route {
  const matchers = [`alertname="${WATCHDOG}"`];
  if (!heartbeat) return { matchers, receiver: ALERTMANAGER.nobody };
  const { interval, half } = heartbeat;
  return {
    matchers,
    receiver: ALERTMANAGER.heartbeat.receiver,
    group_wait: '0s',
    group_interval: interval,
    repeat_interval: half,
  };
}

function heartbeatReceiver({ secret, key }: Heartbeat): Receiver {
  // That it is resolved would be a call like any other.
  const config = { url_file: `${alertmanagerSecretDir(secret)}/${key}`, send_resolved: false };
  return { name: ALERTMANAGER.heartbeat.receiver, webhook_configs: [config] };
}
