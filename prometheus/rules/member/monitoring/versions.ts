import type { MemberGroup } from '../group';

/** Of what runs it tells one another apart; what changes is no hurry. */
const INTERVAL = '2m';

/** What version of Prometheus runs, for `promfleet status`. */
export const PROMETHEUS_VERSIONS: MemberGroup = {
  name: 'promfleet-prometheus-versions',
  needs: ['prometheus'],
  interval: INTERVAL,
  records: [
    {
      record: 'version:prometheus_build_info:count',
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
      record: 'git_version:kubernetes_build_info:count',
      expr: ({ apiServer }) => `count by (git_version) (kubernetes_build_info{${apiServer}})`,
      federated: true,
    },
  ],
};
