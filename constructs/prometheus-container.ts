import type { SetFlag } from '../language/prometheus-flags';
import type { PrometheusServer } from '../model/types';
import { CONFIG_DIR, CONFIG_FILE, POD_NAME_VARIABLE } from '../prometheus/files';
import type { Container } from './k8s';
import type { Mount } from './mount';
import { container } from './pod';
import { httpProbe } from './probes';
import { readOnlyMounts } from './replicas';

const DATA_DIRECTORY = '/prometheus';

/** The container of a Prometheus server. */
export function prometheusContainer(
  server: PrometheusServer,
  readOnly: readonly Mount[],
): Container {
  const { routePrefix } = server;
  return container(server, {
    args: [...ownArgs(server), ...server.args],
    env: server.replicaLabel
      ? [{ name: POD_NAME_VARIABLE, valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]
      : undefined,
    // Replaying a large write-ahead log takes minutes, in which it is alive but not ready.
    startupProbe: httpProbe(`${routePrefix}/-/ready`, { periodSeconds: 5, failureThreshold: 180 }),
    readinessProbe: httpProbe(`${routePrefix}/-/ready`, { periodSeconds: 5, timeoutSeconds: 4 }),
    livenessProbe: httpProbe(`${routePrefix}/-/healthy`, {
      periodSeconds: 15,
      timeoutSeconds: 10,
      failureThreshold: 4,
    }),
    volumeMounts: [{ name: 'data', mountPath: DATA_DIRECTORY }, ...readOnlyMounts(readOnly)],
  });
}

/** What promfleet tells it itself. */
function ownArgs(server: PrometheusServer): string[] {
  const { features, remoteReadLimits: reads } = server;
  const { 'config.auto-reload': reload, ...flags } = ownFlags(server);
  return [
    ...Object.entries(flags).flatMap(([flag, value]) =>
      value === undefined ? [] : [`--${flag}=${value}`],
    ),
    ...(server.typed ? ['--enable-feature=type-and-unit-labels'] : []),
    reload ? '--config.auto-reload' : '--enable-feature=auto-reload-config',
  ];

  /** Every flag that nobody else sets, with its value; without one it is not given. */
  function ownFlags({ routePrefix }: PrometheusServer): Record<SetFlag, string | undefined> {
    return {
      'config.file': `${CONFIG_DIR}/${CONFIG_FILE}`,
      'storage.tsdb.path': DATA_DIRECTORY,
      'storage.tsdb.retention.time': server.retention,
      'storage.tsdb.retention.size': server.retentionSize,
      'web.listen-address': `:${server.port}`,
      'web.external-url': server.externalUrl,
      // No page of another origin reads a Prometheus through a browser; the default lets any.
      'web.cors.origin': '^$',
      'web.route-prefix': routePrefix || '/',
      'storage.remote.read-sample-limit': reads && String(reads.samples),
      'storage.remote.read-concurrent-limit': reads && String(reads.concurrent),
      'config.auto-reload': features.autoReloadFlag ? 'true' : undefined,
    };
  }
}
