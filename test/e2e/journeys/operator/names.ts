/** Namespace of what the release brings. */
export const NAMESPACE = 'observability';

const RELEASE = 'kube-prometheus-stack';

/** Labels of what the release brings: by them its Prometheus selects monitors and rules. */
export const RELEASED = { release: RELEASE };

/** Name of an object of the release. */
export const released = (component: string) => `${RELEASE}-${component}`;

/** Name of its `Prometheus`, and of that one's Service. */
export const PROMETHEUS = released('prometheus');

/** Service of the kubelets, whose endpoints the operator keeps. */
export const KUBELETS = { namespace: 'kube-system', name: released('kubelet') };

/** Metadata of an object of the release in its namespace. */
export const metadata = (name: string, labels: Readonly<Record<string, string>> = {}) => ({
  name,
  namespace: NAMESPACE,
  labels: { ...RELEASED, ...labels },
});

/** A container may do nothing that it need not. */
export const UNPRIVILEGED = {
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
};
