import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { NODE_EXPORTER } from '../model/components/node-exporter';
import type { ExporterWorkload, Labels } from '../model/types';
import { Component } from './component';
import { IntOrString, KubeDaemonSet } from './k8s';
import { metadata } from './metadata';
import { Allow, podsWith, tcp } from './network-policy';
import { container, podTemplate } from './pod';
import { httpProbe } from './probes';
import { Account, Service } from './service';

/** What a node-exporter is made from. */
export interface NodeExporterProps {
  /** Its names, image, ports, resources and flags. */
  readonly workload: ExporterWorkload;
  /** Labels of the pods that scrape it. */
  readonly scraper: Labels;
}

/**
 * A node-exporter on every node.
 *
 * It sees the host's network, processes and root file system, as its metrics are about these;
 * no Pod Security Standard but *privileged* allows that, and no NetworkPolicy applies there. On a
 * network of its own it sees the rest, and a NetworkPolicy lets in who scrapes it.
 */
export class NodeExporter extends Component {
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** Its DaemonSet. */
  readonly daemonSet: ApiObject;
  /** Its NetworkPolicy; absent on its hosts' network, and where none are written. */
  readonly policy?: ApiObject | undefined;

  constructor(scope: Construct, id: string, { workload, scraper }: NodeExporterProps) {
    super(scope, id, workload);
    const { hostNetwork, port } = workload;
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
          hostNetwork: hostNetwork || undefined,
          hostPid: true,
          // Nodes with taints are watched too.
          tolerations: [{ operator: 'Exists' }],
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          containers: [nodeExporter(workload)],
          volumes: [{ name: 'root', hostPath: { path: '/' } }],
        }),
      },
    });
    if (!hostNetwork) {
      this.policy = new Allow(this, 'policy', workload, {
        ingress: [{ from: [podsWith(scraper)], ports: tcp(port) }],
        egress: [],
      }).object;
    }
  }
}

function nodeExporter(workload: ExporterWorkload) {
  const { port, hostNetwork, args } = workload;
  return container(workload, {
    // The node's own address, and no other that it has: what is public need not be scraped. In
    // brackets, which IPv6 needs and IPv4 may have.
    env: hostNetwork
      ? [{ name: 'HOST_IP', valueFrom: { fieldRef: { fieldPath: 'status.hostIP' } } }]
      : undefined,
    args: [
      `--web.listen-address=${hostNetwork ? '[$(HOST_IP)]' : ''}:${port}`,
      '--path.sysfs=/host/root/sys',
      '--path.rootfs=/host/root',
      '--path.udev.data=/host/root/run/udev/data',
      // A series for every container's mount and veth says nothing about the node.
      '--collector.filesystem.mount-points-exclude=^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+|var/lib/kubelet/.+|run/containerd/.+)($|/)',
      '--collector.netdev.device-exclude=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
      '--collector.netclass.ignored-devices=^(veth.*|cali.*|lxc.*|[a-f0-9]{15})$',
      // Of the pod's network they would be taken for the node's.
      ...(hostNetwork ? [] : NODE_EXPORTER.ofNetwork.map((name) => `--no-collector.${name}`)),
      ...args,
    ],
    ports: [{ name: 'http', containerPort: port, hostPort: hostNetwork ? port : undefined }],
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
