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
    args: args(server),
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

function args(server: PrometheusServer): string[] {
  const { name, namespace, routePrefix, features, remoteReadLimits: reads } = server;
  return [
    `--config.file=${CONFIG_DIR}/${CONFIG_FILE}`,
    `--storage.tsdb.path=${DATA_DIRECTORY}`,
    `--storage.tsdb.retention.time=${server.retention}`,
    `--web.listen-address=:${server.port}`,
    `--web.external-url=http://${name}.${namespace}.svc${routePrefix}`,
    // No page of another origin reads a Prometheus through a browser; the default lets any.
    '--web.cors.origin=^$',
    `--web.route-prefix=${routePrefix || '/'}`,
    ...(reads
      ? [
          `--storage.remote.read-sample-limit=${reads.samples}`,
          `--storage.remote.read-concurrent-limit=${reads.concurrent}`,
        ]
      : []),
    ...(server.typed ? ['--enable-feature=type-and-unit-labels'] : []),
    features.autoReloadFlag ? '--config.auto-reload' : '--enable-feature=auto-reload-config',
  ];
}
