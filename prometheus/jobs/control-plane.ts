import type { ControlPlaneJob, Monitor } from '../../model/types';
import { secretDir } from '../files';
import { inCluster } from '../in-cluster';
import { attach } from '../relabel/annotations';
import { runningPods } from '../relabel/own-pods';
import type { RelabelConfig, ScrapeConfig } from '../types';
import { always, type Job } from './job';
import { ownLimits } from './limits';

/**
 * A job for each component of the control plane that is asked for, found by the labels of its pods.
 *
 * One namespace alone is looked into: whoever may create pods there is believed, and in kube-system
 * that is nobody who is not trusted with the cluster.
 */
export function controlPlaneJobs({ controlPlane }: Pick<Monitor, 'controlPlane'>): Job<Monitor>[] {
  return controlPlane.jobs.map((component) => ({
    name: component.name,
    exists: always,
    config: (monitor) => ({
      ...ownLimits(monitor),
      ...transport(component),
      kubernetes_sd_configs: [
        {
          role: 'pod',
          namespaces: { names: [component.namespace] },
          // The API server picks them: no other pod of the namespace is watched for this job.
          selectors: [{ role: 'pod', label: component.selector }],
        },
      ],
      relabel_configs: [
        runningPods(),
        ...address(component),
        attach('instance', '__meta_kubernetes_pod_name'),
        attach('namespace', '__meta_kubernetes_namespace'),
        attach('pod', '__meta_kubernetes_pod_name'),
        attach('node', '__meta_kubernetes_pod_node_name'),
      ],
    }),
  }));
}

/** The token goes by https alone, and not to who is shown a certificate. */
function transport({
  scheme,
  token,
  secret,
  serverName,
  insecureSkipVerify,
}: ControlPlaneJob): Partial<ScrapeConfig> {
  if (scheme === 'http') return {};
  const { authorization, tls_config } = inCluster(serverName);
  const files = secret === undefined ? undefined : secretDir(secret);
  return {
    scheme,
    ...(token ? { authorization } : {}),
    tls_config: {
      ...tls_config,
      ...(files === undefined
        ? {}
        : {
            ca_file: `${files}/ca.crt`,
            cert_file: `${files}/tls.crt`,
            key_file: `${files}/tls.key`,
          }),
      ...(insecureSkipVerify ? { insecure_skip_verify: true } : {}),
    },
  };
}

/** Static pods declare no ports, so each is asked at the one that is known; equal targets are one. */
function address({ port }: ControlPlaneJob): RelabelConfig[] {
  return [
    // IPv6 goes into brackets.
    {
      source_labels: ['__meta_kubernetes_pod_ip'],
      regex: '(.*:.*)',
      replacement: `[$1]:${port}`,
      target_label: '__address__',
    },
    // IPv4 does not.
    {
      source_labels: ['__meta_kubernetes_pod_ip'],
      regex: '([^:]+)',
      replacement: `$1:${port}`,
      target_label: '__address__',
    },
  ];
}
