import { container } from '../../constructs/pod';
import { restrictedPod } from '../../constructs/security';
import type { PrometheusServer } from '../../model/types';

/**
 * The pod of `helm test`: it asks the server whether it is ready, with the tool that the image has.
 *
 * It has no label of the release's pods, which NetworkPolicies shut off.
 */
export function testPod(server: PrometheusServer): object {
  const { name, namespace, servicePort, routePrefix, imagePullSecrets, user } = server;
  // Wherever the server may run; neither near others nor away from them.
  const { nodeSelector, tolerations, priorityClassName } = server.pod ?? {};
  const {
    resources: _,
    ports: __,
    ...asking
  } = container(server, {
    name: 'promtool',
    command: ['/bin/promtool', 'check', 'ready'],
    args: [`--url=http://${name}.${namespace}.svc:${servicePort}${routePrefix}`],
  });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-test`,
      namespace,
      labels: {
        'app.kubernetes.io/name': 'promfleet-test',
        'app.kubernetes.io/managed-by': 'promfleet',
        ...server.commonLabels,
      },
      annotations: {
        'helm.sh/hook': 'test',
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      },
    },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      ...(nodeSelector && { nodeSelector }),
      ...(tolerations && { tolerations }),
      ...(priorityClassName !== undefined && { priorityClassName }),
      ...(imagePullSecrets && {
        imagePullSecrets: imagePullSecrets.map((secret) => ({ name: secret })),
      }),
      securityContext: restrictedPod(user),
      containers: [asking],
    },
  };
}
