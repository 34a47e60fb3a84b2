import { Construct } from 'constructs';
import type { Grafana as GrafanaProps } from '../model/types';
import { DASHBOARD_DIRECTORY } from './grafana-provisioning';
import {
  type Container,
  type EnvVar,
  IntOrString,
  KubeDeployment,
  KubePersistentVolumeClaim,
  KubeService,
  KubeServiceAccount,
  Quantity,
  type Volume,
} from './k8s';
import { metadata, type Part, partLabels, selectorLabels } from './labels';
import { httpProbe } from './probes';
import { pullSecrets } from './pull-secrets';
import { restrictedContainer, restrictedPod } from './security';

/** User of the upstream image. */
const GRAFANA_USER = 472;

/** Grafana's place in a release. */
export const grafanaPart = (release: string): Part => ({
  release,
  component: 'grafana',
  app: 'grafana',
});

/** The hub's Grafana; without its admin Secret it does not start. */
export class Grafana extends Construct {
  constructor(scope: Construct, id: string, props: GrafanaProps) {
    super(scope, id);
    const { name, namespace, storage } = props;
    const part = grafanaPart(props.release);
    const selector = selectorLabels(part);
    new KubeServiceAccount(this, 'account', {
      metadata: metadata(part, name, namespace),
      automountServiceAccountToken: false,
    });
    new KubeService(this, 'service', {
      metadata: metadata(part, name, namespace),
      spec: {
        type: 'ClusterIP',
        selector,
        ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromString('http') }],
      },
    });
    if (storage) {
      new KubePersistentVolumeClaim(this, 'claim', {
        metadata: metadata(part, name, namespace),
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: Quantity.fromString(storage) } },
        },
      });
    }
    new KubeDeployment(this, 'deployment', {
      metadata: metadata(part, name, namespace),
      spec: {
        replicas: 1,
        // Its database is one file, which two pods must not have open.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: partLabels(part) },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: false,
            imagePullSecrets: pullSecrets(props),
            securityContext: restrictedPod(GRAFANA_USER),
            containers: [grafana(props)],
            volumes: volumes(props),
          },
        },
      },
    });
  }
}

function grafana({ image, port, adminSecret }: GrafanaProps): Container {
  return {
    name: 'grafana',
    image,
    imagePullPolicy: 'IfNotPresent',
    env: [
      fromSecret('GF_SECURITY_ADMIN_USER', adminSecret, 'admin-user'),
      fromSecret('GF_SECURITY_ADMIN_PASSWORD', adminSecret, 'admin-password'),
      // Nothing is asked of the internet: no reports, no update checks, no plugins.
      { name: 'GF_ANALYTICS_REPORTING_ENABLED', value: 'false' },
      { name: 'GF_ANALYTICS_CHECK_FOR_UPDATES', value: 'false' },
      { name: 'GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES', value: 'false' },
      { name: 'GF_PLUGINS_PREINSTALL_DISABLED', value: 'true' },
      { name: 'GF_LOG_MODE', value: 'console' },
    ],
    ports: [{ name: 'http', containerPort: port }],
    resources: {
      requests: { cpu: Quantity.fromString('50m'), memory: Quantity.fromString('128Mi') },
    },
    securityContext: restrictedContainer(),
    startupProbe: httpProbe('/api/health', { periodSeconds: 5, failureThreshold: 60 }),
    readinessProbe: httpProbe('/api/health', { periodSeconds: 10 }),
    livenessProbe: httpProbe('/api/health', { periodSeconds: 30, timeoutSeconds: 10 }),
    volumeMounts: [
      { name: 'data', mountPath: '/var/lib/grafana' },
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'dashboards', mountPath: DASHBOARD_DIRECTORY, readOnly: true },
      { name: 'datasources', mountPath: '/etc/grafana/provisioning/datasources', readOnly: true },
      {
        name: 'dashboard-providers',
        mountPath: '/etc/grafana/provisioning/dashboards',
        readOnly: true,
      },
    ],
  };
}

function volumes({ name, storage }: GrafanaProps): Volume[] {
  return [
    storage
      ? { name: 'data', persistentVolumeClaim: { claimName: name } }
      : { name: 'data', emptyDir: {} },
    { name: 'tmp', emptyDir: {} },
    // Any dashboard put into this ConfigMap shows up; until there is one, the folder is empty.
    { name: 'dashboards', configMap: { name: `${name}-dashboards`, optional: true } },
    { name: 'datasources', configMap: { name: `${name}-datasources` } },
    { name: 'dashboard-providers', configMap: { name: `${name}-dashboard-providers` } },
  ];
}

function fromSecret(name: string, secret: string, key: string): EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
}
