import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Workload } from '../model/types';
import { Component } from './component';
import { IntOrString, KubeDaemonSet } from './k8s';
import { metadata } from './metadata';
import { container, podTemplate } from './pod';
import { httpProbe } from './probes';
import { Account, Service } from './service';

/**
 * A node-exporter on every node.
 *
 * It sees the host's network, processes and root file system, as its metrics are about these;
 * no Pod Security Standard but *privileged* allows that, and no NetworkPolicy applies there.
 */
export class NodeExporter extends Component {
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** Its DaemonSet. */
  readonly daemonSet: ApiObject;

  constructor(scope: Construct, id: string, workload: Workload) {
    super(scope, id, workload);
    this.account = new Account(this, 'account', workload).object;
    this.service = new Service(this, 'service', { workload, headless: true }).object;
    this.daemonSet = new KubeDaemonSet(this, 'daemon-set', {
      metadata: metadata(workload),
      spec: {
        selector: { matchLabels: workload.selector },
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: IntOrString.fromString('10%') },
        },
        template: podTemplate(workload, {
          hostNetwork: true,
          hostPid: true,
          // Nodes with taints are watched too.
          tolerations: [{ operator: 'Exists' }],
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          containers: [nodeExporter(workload)],
          volumes: [{ name: 'root', hostPath: { path: '/' } }],
        }),
      },
    });
  }
}

function nodeExporter(workload: Workload) {
  const { port } = workload;
  return container(workload, {
    // The node's own address, and no other that it has: what is public need not be scraped. In
    // brackets, which IPv6 needs and IPv4 may have.
    env: [{ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }],
    args: [
      `--web.listen-address=[$(HOST_IP)]:${port}`,
      '--path.sysfs=/host/root/sys',
      '--path.rootfs=/host/root',
      '--path.udev.data=/host/root/run/udev/data',
      // A series for every container's mount and veth says nothing about the node.
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+|var/lib/kubelet/.+|run/containerd/.+)($|/)',
      '--collector.netdev.device-exclude=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
      '--collector.netclass.ignored-devices=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
    ],
    ports: [{ name: 'http', containerPort: port, hostPort: port }],
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
  });
}
