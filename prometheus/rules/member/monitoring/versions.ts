import type { MemberGroup } from '../group';

/** Series with a version as a label of this name, for each that runs. */
export const VERSIONS = {
  prometheus: { record: 'version:prometheus_build_info:count', label: 'version' },
  kubernetes: { record: 'git_version:kubernetes_build_info:count', label: 'git_version' },
} as const;

/** Of what runs it tells one another apart; what changes is no hurry. */
const INTERVAL = '2m';

/** What version of Prometheus runs, for `promfleet status`. */
export const PROMETHEUS_VERSIONS: MemberGroup = {
  name: 'promfleet-prometheus-versions',
  needs: ['prometheus'],
  interval: INTERVAL,
  records: [
    {
      record: VERSIONS.prometheus.record,
      expr: ({ prometheus }) => `count by (version) (prometheus_build_info{${prometheus}})`,
      federated: true,
    },
  ],
};

/** What version of Kubernetes the API servers have, for the same. */
export const KUBERNETES_VERSIONS: MemberGroup = {
  name: 'promfleet-kubernetes-versions',
  needs: ['apiServer'],
  interval: INTERVAL,
  records: [
    {
      record: VERSIONS.kubernetes.record,
      expr: ({ apiServer }) => `count by (git_version) (kubernetes_build_info{${apiServer}})`,
      federated: true,
    },
  ],
};
