import * as fs from 'node:fs';
import * as path from 'node:path';
import { request } from './api';
import { componentKubeconfig, pkiFile } from './credentials';
import type { Cluster } from './plan';
import { type Component, logTail, startComponent } from './processes';
import { until } from './wait';

/** Binaries by name, as `tools/build` gave them. */
export type Binaries = Readonly<Record<string, string>>;

/** Starts etcd, the API server, the controller manager and the scheduler; returns when ready. */
export async function startControlPlane(cluster: Cluster, binaries: Binaries): Promise<void> {
  fs.mkdirSync(path.join(cluster.dir, 'etcd'), { recursive: true, mode: 0o700 });
  startComponent(cluster, etcd(cluster, binaries));
  await startApiServer(cluster, binaries);
  startComponent(cluster, controllerManager(cluster, binaries));
  startComponent(cluster, scheduler(cluster, binaries));
}

/** Starts the API server over the data that is there, and waits until it says it is ready. */
export async function startApiServer(cluster: Cluster, binaries: Binaries): Promise<void> {
  startComponent(cluster, apiServer(cluster, binaries));
  const ready = async () => (await request(cluster, 'GET', '/readyz')).status === 200;
  await until(`${cluster.name}'s API server to be ready`, ready, { timeoutMs: 120_000 }).catch(
    (error: Error) => {
      throw new Error(`${error.message}\n${logTail(cluster, 'kube-apiserver')}`);
    },
  );
}

function etcd(cluster: Cluster, binaries: Binaries): Component {
  return {
    name: 'etcd',
    place: 'control-plane',
    argv: [
      need(binaries, 'etcd'),
      `--name=${cluster.name}`,
      `--data-dir=${path.join(cluster.dir, 'etcd')}`,
      '--listen-client-urls=http://127.0.0.1:2379',
      '--advertise-client-urls=http://127.0.0.1:2379',
      '--listen-peer-urls=http://127.0.0.1:2380',
      '--initial-advertise-peer-urls=http://127.0.0.1:2380',
      `--initial-cluster=${cluster.name}=http://127.0.0.1:2380`,
      // The data need not survive the machine, and three etcds flushing to one disk are slow.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  };
}

function apiServer(cluster: Cluster, binaries: Binaries): Component {
  return {
    name: 'kube-apiserver',
    place: 'control-plane',
    argv: [
      need(binaries, 'kube-apiserver'),
      '--etcd-servers=http://127.0.0.1:2379',
      `--advertise-address=${cluster.controlPlaneAddress}`,
      '--secure-port=6443',
      `--service-cluster-ip-range=${cluster.serviceCidr}`,
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--allow-privileged=true',
      `--client-ca-file=${pkiFile(cluster, 'ca.crt')}`,
      `--tls-cert-file=${pkiFile(cluster, 'apiserver.crt')}`,
      `--tls-private-key-file=${pkiFile(cluster, 'apiserver.key')}`,
      `--kubelet-certificate-authority=${pkiFile(cluster, 'ca.crt')}`,
      `--kubelet-client-certificate=${pkiFile(cluster, 'apiserver-kubelet-client.crt')}`,
      `--kubelet-client-key=${pkiFile(cluster, 'apiserver-kubelet-client.key')}`,
      '--kubelet-preferred-address-types=InternalIP',
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      `--service-account-signing-key-file=${pkiFile(cluster, 'service-accounts.key')}`,
      `--service-account-key-file=${pkiFile(cluster, 'service-accounts.crt')}`,
      '--profiling=false',
    ],
  };
}

function controllerManager(cluster: Cluster, binaries: Binaries): Component {
  return {
    name: 'kube-controller-manager',
    place: 'control-plane',
    argv: [
      need(binaries, 'kube-controller-manager'),
      ...client(cluster, 'kube-controller-manager'),
      // Also what signs CertificateSigningRequests for kubernetes.io/kube-apiserver-client.
      `--cluster-signing-cert-file=${pkiFile(cluster, 'ca.crt')}`,
      `--cluster-signing-key-file=${pkiFile(cluster, 'ca.key')}`,
      `--root-ca-file=${pkiFile(cluster, 'ca.crt')}`,
      `--service-account-private-key-file=${pkiFile(cluster, 'service-accounts.key')}`,
      '--use-service-account-credentials=true',
      '--allocate-node-cidrs=false',
    ],
  };
}

function scheduler(cluster: Cluster, binaries: Binaries): Component {
  return {
    name: 'kube-scheduler',
    place: 'control-plane',
    argv: [need(binaries, 'kube-scheduler'), ...client(cluster, 'kube-scheduler')],
  };
}

function client(cluster: Cluster, name: string): string[] {
  const config = componentKubeconfig(cluster, name);
  return [
    `--kubeconfig=${config}`,
    `--authentication-kubeconfig=${config}`,
    `--authorization-kubeconfig=${config}`,
    '--leader-elect=false',
    '--bind-address=127.0.0.1',
    '--profiling=false',
  ];
}

/** The path of a binary that must have been built. */
export function need(binaries: Binaries, name: string): string {
  const binary = binaries[name];
  if (binary === undefined) throw new Error(`${name} was not built`);
  return binary;
}
