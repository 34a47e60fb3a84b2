import { defaultSecretName } from '../../../model/statestore';
import { MOST_CLUSTERS } from '../helpers/hub';

/** How a monitor is installed, for the README of its chart. */
export const MONITOR_README = `
\`\`\`sh
helm install monitor helm/promfleet-monitor --namespace monitoring --create-namespace \\
  --set name=lab --set hub.cluster=control-plane
\`\`\`

installs Prometheus, node-exporter, kube-state-metrics and a Pushgateway, and a Role that lets the
user \`promfleet:control-plane\` read this Prometheus through the API server, and do nothing else. The
values are the cluster's entry in a fleet file. Install it as \`monitor\` in \`monitoring\`, or tell the
hub how it is called with \`monitor.release\` and \`monitor.namespace\`.
`;

/** How a hub is installed, for the README of its chart. */
export const HUB_README = `
\`\`\`yaml
# values.yaml
hub:
  cluster: control-plane
  storage: 50Gi
clusters:
  - name: lab
    server: https://192.0.2.1:6443
\`\`\`

\`\`\`sh
helm install hub helm/promfleet-hub --namespace monitoring --create-namespace --values values.yaml
\`\`\`

installs Prometheus and Grafana. Each member is read as soon as the Secret \`${defaultSecretName('<name>')}\` with
the credentials is in the namespace. The values are a fleet file of at most ${MOST_CLUSTERS} clusters;
for more, apply what \`promfleet synth\` writes.
`;
