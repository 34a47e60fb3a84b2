import type { MemberGroup } from '../group';
import { quantile, recorded, together } from '../promql';
import type { Sources } from '../sources';

export const CERTIFICATES = 'cluster:apiserver_client_certificate_expiration_seconds:p01_rate5m';

const WEEK = 7 * 24 * 60 * 60;

/** Components of Kubernetes that are as old as the cluster says they are: CoreDNS and others are not. */
const components = ({ apiServer, kubelet }: Sources) => [apiServer, kubelet];

/** Requests a second that a component of Kubernetes makes to API servers. */
const requests = (sources: Sources, only = '') =>
  `sum by (job, instance) (${together(components(sources), (of) => `rate(rest_client_requests_total{${of}${only}}[5m])`)})`;

/** What API servers and kubelets are to each other: clients, their certificates, their versions. */
export const KUBE_CLIENTS: MemberGroup = {
  name: 'promfleet-kube-clients',
  needs: ['apiServer'],
  interval: '1m',
  records: [
    {
      record: CERTIFICATES,
      expr: ({ apiServer }) =>
        quantile(
          0.01,
          `sum by (le) (rate(apiserver_client_certificate_expiration_seconds_bucket{${apiServer}}[5m]))`,
        ),
    },
  ],
  alerts: [
    {
      name: 'KubeClientCertificateExpiration',
      severity: 'warning',
      for: '15m',
      threshold: WEEK,
      expr: (_, threshold) => `${recorded(CERTIFICATES)} < ${threshold}`,
      summary: 'A client of the API server has a certificate that expires soon',
      description:
        'One in a hundred requests to the API server, or more, is made with a client certificate that expires soon. Its owner is locked out from then on.',
    },
    {
      name: 'KubeClientErrors',
      severity: 'warning',
      for: '15m',
      threshold: 0.01,
      // A request without an answer has the code <error>.
      expr: (sources, threshold) =>
        `${requests(sources, ', code=~"5..|<error>"')} / ${requests(sources)} > ${threshold}`,
      summary: '{{ $labels.instance }} ({{ $labels.job }}) has trouble with the API server',
      description:
        'For a while the API server has failed requests of {{ $labels.instance }}, a target of the job {{ $labels.job }}, or has not answered them.',
    },
    {
      name: 'KubeVersionMismatch',
      severity: 'warning',
      for: '4h',
      expr: (sources) => {
        const builds = together(components(sources), (of) => `kubernetes_build_info{${of}}`);
        const minor = `label_replace(${builds}, "version", "$1", "git_version", "v?([0-9]+[.][0-9]+).*")`;
        return `count(count by (version) (${minor})) > 1`;
      },
      summary: 'API servers and kubelets are of different minor versions',
      description:
        'For longer than an upgrade takes, API servers and kubelets have been of different minor versions of Kubernetes. An upgrade may have got stuck, or nodes been left out.',
    },
  ],
};
