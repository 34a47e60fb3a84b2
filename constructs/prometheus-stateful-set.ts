import { Construct } from 'constructs';
import type { PrometheusServer } from '../model/types';
import { CONFIG_DIR, CONFIG_FILE } from '../prometheus/files';
import { spreadOverNodes } from './affinity';
import {
  type Container,
  KubeStatefulSet,
  type PersistentVolumeClaimTemplate,
  Quantity,
  type Volume,
} from './k8s';
import { metadata, type Part, partLabels, selectorLabels } from './labels';
import { httpProbe } from './probes';
import { pullSecrets } from './pull-secrets';
import { requirements } from './quantities';
import { restrictedContainer, restrictedPod } from './security';

const DATA_DIRECTORY = '/prometheus';

/** A volume and the directory where Prometheus sees it. */
export interface Mount {
  readonly volume: Volume;
  readonly path: string;
}

export interface PrometheusStatefulSetProps {
  readonly server: PrometheusServer;
  readonly part: Part;
  /** Whether the pod gets a token for its own API server, as service discovery needs. */
  readonly apiToken: boolean;
  /**
   * Read-only volumes beside the configuration.
   *
   * @default - none
   */
  readonly mounts?: readonly Mount[];
}

/** The pods of a Prometheus server. */
export class PrometheusStatefulSet extends Construct {
  constructor(scope: Construct, id: string, props: PrometheusStatefulSetProps) {
    super(scope, id);
    const { server, part, apiToken, mounts = [] } = props;
    // Mounted whole: subPath mounts never update.
    const config: Mount = {
      volume: { name: 'config', configMap: { name: server.name } },
      path: CONFIG_DIR,
    };
    const readOnly = [config, ...mounts];
    new KubeStatefulSet(this, 'stateful-set', {
      metadata: metadata(part, server.name, server.namespace),
      spec: {
        replicas: server.replicas,
        serviceName: `${server.name}-headless`,
        podManagementPolicy: 'Parallel',
        // The next replica goes only when this one has scraped everything at the usual intervals.
        minReadySeconds: server.replicas > 1 ? 15 : undefined,
        selector: { matchLabels: selectorLabels(part) },
        template: {
          metadata: { labels: partLabels(part) },
          spec: {
            serviceAccountName: server.name,
            automountServiceAccountToken: apiToken,
            imagePullSecrets: pullSecrets(server),
            securityContext: restrictedPod(server.features.user),
            // Long enough to write the head block out, so that a restart need not replay it.
            terminationGracePeriodSeconds: 300,
            affinity: server.replicas > 1 ? spreadOverNodes(part) : undefined,
            containers: [prometheus(server, readOnly)],
            volumes: [
              ...readOnly.map(({ volume }) => volume),
              ...(server.storage ? [] : [{ name: 'data', emptyDir: {} }]),
            ],
          },
        },
        volumeClaimTemplates: server.storage ? [claim(server, server.storage)] : undefined,
      },
    });
  }
}

function prometheus(server: PrometheusServer, readOnly: readonly Mount[]): Container {
  const { routePrefix } = server;
  return {
    name: 'prometheus',
    image: server.image,
    imagePullPolicy: 'IfNotPresent',
    args: [
      `--config.file=${CONFIG_DIR}/${CONFIG_FILE}`,
      `--storage.tsdb.path=${DATA_DIRECTORY}`,
      `--storage.tsdb.retention.time=${server.retention}`,
      `--web.external-url=http://${server.name}.${server.namespace}.svc${routePrefix}`,
      `--web.route-prefix=${routePrefix || '/'}`,
      server.features.autoReloadFlag
        ? '--config.auto-reload'
        : '--enable-feature=auto-reload-config',
    ],
    ports: [{ name: 'http', containerPort: server.containerPort }],
    resources: requirements(server.resources ?? {}),
    securityContext: restrictedContainer(),
    // Replaying a large write-ahead log takes minutes, in which it is alive but not ready.
    startupProbe: httpProbe(`${routePrefix}/-/ready`, { periodSeconds: 5, failureThreshold: 180 }),
    readinessProbe: httpProbe(`${routePrefix}/-/ready`, { periodSeconds: 5, timeoutSeconds: 4 }),
    livenessProbe: httpProbe(`${routePrefix}/-/healthy`, {
      periodSeconds: 15,
      timeoutSeconds: 10,
      failureThreshold: 4,
    }),
    volumeMounts: [
      { name: 'data', mountPath: DATA_DIRECTORY },
      ...readOnly.map(({ volume, path }) => ({
        name: volume.name,
        mountPath: path,
        readOnly: true,
      })),
    ],
  };
}

function claim(server: PrometheusServer, storage: string): PersistentVolumeClaimTemplate {
  return {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: server.storageClass,
      resources: { requests: { storage: Quantity.fromString(storage) } },
    },
  };
}
