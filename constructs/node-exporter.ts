import { Construct } from 'constructs';
import type { Workload } from '../model/types';
import { type Container, IntOrString, KubeDaemonSet, KubeService, Quantity } from './k8s';
import { metadata, type Part, partLabels, selectorLabels } from './labels';
import { httpProbe } from './probes';
import { pullSecrets } from './pull-secrets';
import { restrictedContainer, restrictedPod } from './security';

/** The node-exporter's place in a release. */
export const nodeExporterPart = (release: string): Part => ({
  release,
  component: 'node-exporter',
});

/**
 * A node-exporter on every node.
 *
 * It sees the host's network, processes and root file system, as its metrics are about these;
 * no Pod Security Standard but *privileged* allows that.
 */
export class NodeExporter extends Construct {
  constructor(scope: Construct, id: string, props: Workload) {
    super(scope, id);
    const { name, namespace, port } = props;
    const part = nodeExporterPart(props.release);
    const selector = selectorLabels(part);
    new KubeService(this, 'service', {
      metadata: metadata(part, name, namespace),
      spec: {
        clusterIp: 'None',
        selector,
        ports: [{ name: 'http', port, targetPort: IntOrString.fromString('http') }],
      },
    });
    new KubeDaemonSet(this, 'daemon-set', {
      metadata: metadata(part, name, namespace),
      spec: {
        selector: { matchLabels: selector },
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: IntOrString.fromString('10%') },
        },
        template: {
          metadata: { labels: partLabels(part) },
          spec: {
            automountServiceAccountToken: false,
            hostNetwork: true,
            hostPid: true,
            imagePullSecrets: pullSecrets(props),
            securityContext: restrictedPod(65534),
            // Nodes with taints are watched too.
            tolerations: [{ operator: 'Exists' }],
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            containers: [nodeExporter(props)],
            volumes: [{ name: 'root', hostPath: { path: '/' } }],
          },
        },
      },
    });
  }
}

function nodeExporter({ image, port }: Workload): Container {
  return {
    name: 'node-exporter',
    image,
    imagePullPolicy: 'IfNotPresent',
    args: [
      `--web.listen-address=:${port}`,
      '--path.sysfs=/host/root/sys',
      '--path.rootfs=/host/root',
      '--path.udev.data=/host/root/run/udev/data',
      // A series for every container's mount and veth says nothing about the node.
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+|var/lib/kubelet/.+|run/containerd/.+)($|/)',
      '--collector.netdev.device-exclude=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
      '--collector.netclass.ignored-devices=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
    ],
    ports: [{ name: 'http', containerPort: port, hostPort: port }],
    resources: {
      requests: { cpu: Quantity.fromString('50m'), memory: Quantity.fromString('32Mi') },
    },
    securityContext: restrictedContainer(),
    readinessProbe: httpProbe('/', { periodSeconds: 10 }),
    livenessProbe: httpProbe('/', { periodSeconds: 30 }),
    volumeMounts: [
      {
        name: 'root',
        mountPath: '/host/root',
        readOnly: true,
        mountPropagation: 'HostToContainer',
      },
    ],
  };
}
