import type { MemberGroup, Recording } from '../group';
import { ofKubelets } from '../nodes-of';
import { recorded } from '../promql';
import type { Sources } from '../sources';

const CLIENT = 'node:kubelet_certificate_manager_client_ttl_seconds:min';
const SERVER = 'node:kubelet_certificate_manager_server_ttl_seconds:min';

const WEEK = 7 * 24 * 60 * 60;

/** Seconds until a certificate expires; kubelets that manage none say infinity. */
const left = (record: string, gauge: string): Recording => ({
  record,
  expr: (sources) => `min by (node) (${ofKubelets(sources, `${gauge}{${sources.kubelet}}`)}) < Inf`,
});

/**
 * Failed renewals by node, counted exactly. A request that nobody approves fails after a quarter of
 * an hour, so that it takes an hour to see several.
 */
const failures = (sources: Sources, counter: string) =>
  `max by (node) (${ofKubelets(sources, `changes(${counter}{${sources.kubelet}}[1h])`)}) >= 2`;

/** Certificates of kubelets: how long they last, and whether they are renewed. */
export const KUBELET_CERTIFICATES: MemberGroup = {
  name: 'promfleet-kubelet-certificates',
  needs: ['kubelet'],
  interval: '1m',
  records: [
    left(CLIENT, 'kubelet_certificate_manager_client_ttl_seconds'),
    left(SERVER, 'kubelet_certificate_manager_server_ttl_seconds'),
  ],
  alerts: [
    {
      name: 'KubeletClientCertificateExpiration',
      severity: 'warning',
      for: '15m',
      threshold: WEEK,
      expr: (_, threshold) => `${recorded(CLIENT)} < ${threshold}`,
      summary: 'The client certificate of the kubelet of {{ $labels.node }} expires soon',
      description:
        'The certificate by which the kubelet of {{ $labels.node }} is known to the API server expires soon and should have been renewed by now. Without it the node is lost to the cluster.',
    },
    {
      name: 'KubeletServerCertificateExpiration',
      severity: 'warning',
      for: '15m',
      threshold: WEEK,
      expr: (_, threshold) => `${recorded(SERVER)} < ${threshold}`,
      summary: 'The serving certificate of the kubelet of {{ $labels.node }} expires soon',
      description:
        'The certificate that the kubelet of {{ $labels.node }} serves expires soon and should have been renewed by now. Without it there are no logs, no exec and no metrics of the node.',
    },
    {
      name: 'KubeletClientCertificateRenewalErrors',
      severity: 'warning',
      for: '15m',
      expr: (sources) =>
        failures(sources, 'kubelet_certificate_manager_client_expiration_renew_errors'),
      summary: 'The kubelet of {{ $labels.node }} cannot renew its client certificate',
      description:
        'The kubelet of {{ $labels.node }} has tried more than once within the hour to renew the certificate by which the API server knows it, and failed.',
    },
    {
      name: 'KubeletServerCertificateRenewalErrors',
      severity: 'warning',
      for: '15m',
      expr: (sources) => failures(sources, 'kubelet_server_expiration_renew_errors'),
      summary: 'The kubelet of {{ $labels.node }} cannot renew its serving certificate',
      description:
        'The kubelet of {{ $labels.node }} has tried more than once within the hour to renew the certificate that it serves, and failed.',
    },
  ],
};
