import { HUB_SERVER, MEMBER_SERVER, NAMESPACE, rolledOut } from './hub';
import { kubectl, put } from './kubectl';
import { say } from './log';
import type { Stand } from './stand';

/** Members of the fleet from the start; the third joins later. */
export const FIRST = ['member-a', 'member-b'] as const;

/** Applies everything for the first two members and the hub, as an operator would. */
export async function install(stand: Stand): Promise<void> {
  await stand.synth(FIRST);
  await Promise.all(FIRST.map((name) => stand.apply(name)));
  const [namespace] = stand.manifests(stand.context.hub.name).filter(isNamespace);
  if (namespace) await put(stand.context.hub, namespace);
  await Promise.all(FIRST.map((name) => admit(stand, name)));
  await stand.apply(stand.context.hub.name);
}

/** Waits until every workload of a cluster is there, in the number and state it should be. */
export async function workloadsReady(stand: Stand, name: string): Promise<void> {
  const cluster = name === stand.context.hub.name ? stand.context.hub : stand.member(name);
  const kinds = ['StatefulSet', 'Deployment', 'DaemonSet'];
  const workloads = stand.manifests(name).filter(({ kind }) => kinds.includes(kind));
  for (const { kind, metadata } of workloads) {
    await rolledOut(cluster, `${kind.toLowerCase()}/${metadata.name}`);
  }
  say(`${name}: ${workloads.length} workloads are ready`);
}

/** Gets a member's credentials and gives them to the hub. */
export async function admit(stand: Stand, name: string): Promise<void> {
  await stand.deliver(name, await stand.credentials(name));
  say(`${name}: the hub has its credentials`);
}

/** Brings the fleet to where journey 1 leaves it. */
export async function ensureInstalled(stand: Stand): Promise<void> {
  await install(stand);
  await Promise.all([stand.context.hub.name, ...FIRST].map((name) => workloadsReady(stand, name)));
  await Promise.all(FIRST.map((name) => stand.hub.memberUp(name, 180_000)));
}

/** Brings a third member into the fleet. */
export async function ensureJoined(stand: Stand, name: string): Promise<void> {
  await stand.synth([...FIRST, name]);
  await stand.apply(name);
  await admit(stand, name);
  await stand.apply(stand.context.hub.name);
  await Promise.all([workloadsReady(stand, name), stand.hub.rolledOut()]);
  await stand.hub.memberUp(name, 180_000);
}

/** Kills a Prometheus without a word of warning. */
export async function killPod(stand: Stand, name: string, ordinal = 0): Promise<void> {
  const hub = name === stand.context.hub.name;
  const pod = `${hub ? HUB_SERVER : MEMBER_SERVER}-${ordinal}`;
  const args = ['-n', NAMESPACE, 'delete', 'pod', pod, '--grace-period=0', '--force'];
  await kubectl(hub ? stand.context.hub : stand.member(name), args);
}

function isNamespace({ kind }: { kind: string }): boolean {
  return kind === 'Namespace';
}
