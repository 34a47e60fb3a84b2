import * as fs from 'node:fs';
import * as path from 'node:path';
import { request } from './api';
import { createCgroup } from './cgroups';
import { type Binaries, need } from './control-plane';
import { componentKubeconfig, pkiFile } from './credentials';
import { run } from './exec';
import { inside } from './namespaces';
import type { Cluster } from './plan';
import { logTail, startComponent } from './processes';
import { until } from './wait';

/** The sandbox image: `pause` is imported under this name before any pod starts. */
export const SANDBOX_IMAGE = 'registry.k8s.io/pause:3.10';

/** Starts containerd alone, so that images can be imported while the control plane comes up. */
export async function startContainerd(cluster: Cluster, cniPlugins: string): Promise<void> {
  const cni = configFile(cluster, 'cni/10-bridge.conflist', cniConfig(cluster));
  const config = configFile(
    cluster,
    'containerd.toml',
    containerdConfig(path.dirname(cni), cniPlugins),
  );
  const argv = ['containerd', '--config', config];
  startComponent(cluster, { name: 'containerd', place: 'node', argv });
  const answers = () => run([...inside(cluster, 'node'), 'ctr', 'version'], 5_000);
  await until(`${cluster.name}'s containerd to answer`, answers).catch((error: Error) => {
    throw new Error(`${error.message}\n${logTail(cluster, 'containerd')}`);
  });
}

/**
 * How soon a changed ConfigMap or Secret is in the pods; a minute by default, which is long for a
 * suite that waits for many of them.
 */
const SOON = '3s';

/** Starts the kubelet, kube-proxy and what enforces NetworkPolicies; needs the API server. */
export function startNode(cluster: Cluster, binaries: Binaries): void {
  startKubelet(cluster, binaries, SOON);
  const proxy = [
    need(binaries, 'kube-proxy'),
    `--config=${configFile(cluster, 'kube-proxy.json', proxyConfig(cluster))}`,
  ];
  startComponent(cluster, { name: 'kube-proxy', place: 'node', argv: proxy });
  // The bridge plugin lets every packet through; a policy nobody enforces proves nothing.
  const netpol = [
    need(binaries, 'netpol'),
    `--kubeconfig=${componentKubeconfig(cluster, 'admin')}`,
  ];
  startComponent(cluster, { name: 'netpol', place: 'node', argv: netpol });
}

/** Starts a kubelet that looks at its pods this often, such as `1m`; one may have run before. */
export function startKubelet(cluster: Cluster, binaries: Binaries, syncFrequency: string): void {
  const argv = [
    need(binaries, 'kubelet'),
    `--kubeconfig=${componentKubeconfig(cluster, 'kubelet')}`,
    `--config=${configFile(cluster, 'kubelet.json', kubeletConfig(cluster, syncFrequency))}`,
    `--hostname-override=${cluster.nodeName}`,
    `--node-ip=${cluster.nodeAddress}`,
    '--node-labels=topology.kubernetes.io/region=local',
  ];
  startComponent(cluster, { name: 'kubelet', place: 'node', argv });
}

/** Waits until the cluster's node says it is Ready. */
export async function nodeReady(cluster: Cluster): Promise<void> {
  const ready = async () => {
    const { body } = await request(cluster, 'GET', `/api/v1/nodes/${cluster.nodeName}`);
    const node = body as { status?: { conditions?: { type: string; status: string }[] } };
    return node.status?.conditions?.some(
      ({ type, status }) => type === 'Ready' && status === 'True',
    );
  };
  await until(`${cluster.name}'s node to be Ready`, ready, { timeoutMs: 120_000 }).catch(
    (error: Error) => {
      throw new Error(`${error.message}\n${logTail(cluster, 'kubelet')}`);
    },
  );
}

function containerdConfig(cniDir: string, cniPlugins: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper"]
[${cri}]
  sandbox_image = "${SANDBOX_IMAGE}"
  # A machine that is itself a container may not protect processes from the OOM killer.
  restrict_oom_score_adj = true
[${cri}.containerd]
  snapshotter = "overlayfs"
[${cri}.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[${cri}.containerd.runtimes.runc.options]
  SystemdCgroup = false
[${cri}.cni]
  bin_dir = "${cniPlugins}"
  conf_dir = "${cniDir}"
`;
}

function cniConfig(cluster: Cluster): object {
  return {
    cniVersion: '1.0.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isDefaultGateway: true,
        // A pod may reach itself through its own Service.
        hairpinMode: true,
        ipam: { type: 'host-local', ranges: [[{ subnet: cluster.podCidr }]] },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

function kubeletConfig(cluster: Cluster, syncFrequency: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: pkiFile(cluster, 'ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: pkiFile(cluster, 'kubelet-server.crt'),
    tlsPrivateKeyFile: pkiFile(cluster, 'kubelet-server.key'),
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    cgroupDriver: 'cgroupfs',
    cgroupRoot: createCgroup(path.dirname(cluster.dir), cluster.name),
    clusterDomain: 'cluster.local',
    clusterDNS: [cluster.dnsAddress],
    // No pod can reach this machine's resolver; CoreDNS answers the cluster's own names only.
    resolvConf: configFile(cluster, 'resolv.conf', ''),
    failSwapOn: false,
    syncFrequency,
    serializeImagePulls: false,
    // The disk is shared with everything else on this machine. Neither may it make the kubelet
    // evict pods, nor throw away images that no registry can give back.
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '0%',
      'nodefs.inodesFree': '0%',
      'imagefs.available': '0%',
      'imagefs.inodesFree': '0%',
    },
    imageGCHighThresholdPercent: 100,
    imageMaximumGCAge: '0s',
  };
}

function proxyConfig(cluster: Cluster): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    clientConnection: { kubeconfig: componentKubeconfig(cluster, 'kube-proxy') },
    mode: 'iptables',
    clusterCIDR: cluster.podCidr,
    hostnameOverride: cluster.nodeName,
    metricsBindAddress: '127.0.0.1:10249',
    // The connection-tracking limits belong to the whole machine: leave them alone.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  };
}

function configFile(cluster: Cluster, name: string, content: object | string): string {
  const file = path.join(cluster.dir, 'config', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const text = typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`;
  fs.writeFileSync(file, text);
  return file;
}
