import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run, runSync } from './exec';
import type { Log } from './log';
import { FABRIC } from './plan';
import { Refusal } from './refusal';

/** Program → the Debian package that has it. */
const PROGRAMS: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  iptables: 'iptables',
  conntrack: 'conntrack',
  nft: 'nftables',
  ip: 'iproute2',
  hostname: 'hostname',
  mount: 'mount',
  nsenter: 'util-linux',
  unshare: 'util-linux',
};

const CNI_PACKAGE = 'containernetworking-plugins';
const CNI_DIRS = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];

/** Checks the machine before anything is created; installs Debian packages where it can. */
export async function checkMachine(dir: string, log: Log): Promise<void> {
  if (process.platform !== 'linux') {
    throw new Refusal(
      `local clusters need Linux, and this is ${os.type()}; give the suite the kubeconfigs of other clusters with --hub and --member.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Refusal(
      'local clusters need root, to create namespaces and run containers; run it with sudo, or give the suite the kubeconfigs of other clusters with --hub and --member.',
    );
  }
  requireVisible(dir, 'the state directory', 'choose another with --dir');
  if (!fs.existsSync('/sys/fs/cgroup/cgroup.controllers')) requireCgroupV1();
  requireInotify();
  await installMissing(log);
  requireFreeAddresses();
}

/** Refuses paths that the clusters cannot see, because they mount their own over them. */
export function requireVisible(place: string, what: string, remedy: string): void {
  const hidden = ['/run', '/var/run', '/var/lib', '/var/log', '/mnt', '/sys', '/proc'];
  const above = hidden.find((mount) => `${place}/`.startsWith(`${mount}/`));
  if (above === undefined) return;
  throw new Refusal(`${what} ${place} cannot be below ${above}; ${remedy}.`);
}

/** Where the distribution puts the CNI plugins. */
export function cniPluginDir(): string {
  const found = CNI_DIRS.find((candidate) => fs.existsSync(path.join(candidate, 'bridge')));
  if (found === undefined) throw lacking([CNI_PACKAGE], 'no bridge plugin was found');
  return found;
}

function requireCgroupV1(): void {
  const needed = ['cpu', 'cpuacct', 'cpuset', 'memory'];
  const missing = needed.filter((name) => !fs.existsSync(`/sys/fs/cgroup/${name}`));
  if (missing.length === 0) return;
  throw new Refusal(
    `kubelets need the cgroup controllers ${missing.join(', ')} below /sys/fs/cgroup; mount them, or boot with cgroup v2.`,
  );
}

/** A cluster uses 16 of what root may have; a kubelet that gets none never becomes Ready. */
function requireInotify(): void {
  const limit = 'fs.inotify.max_user_instances';
  const found = Number(fs.readFileSync(`/proc/sys/${limit.replace(/\./g, '/')}`, 'utf8'));
  if (found >= 128) return;
  throw new Refusal(
    `kubelets need ${limit} to be 128 or more, found ${found}; raise it with "sysctl -w ${limit}=512".`,
  );
}

async function installMissing(log: Log): Promise<void> {
  const missing = new Set(
    Object.entries(PROGRAMS)
      .filter(([program]) => !onPath(program))
      .map(([, debianPackage]) => debianPackage),
  );
  if (!CNI_DIRS.some((dir) => fs.existsSync(path.join(dir, 'bridge')))) missing.add(CNI_PACKAGE);
  if (missing.size === 0) return;
  const packages = [...missing];
  if (!onPath('apt-get')) throw lacking(packages, 'there is no apt-get here');
  log(`installing ${packages.join(', ')}`);
  try {
    await withoutStartingServices(async () => {
      const env = ['env', 'DEBIAN_FRONTEND=noninteractive'];
      await run([...env, 'apt-get', 'update', '-qq'], 300_000);
      const install = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends'];
      await run([...env, ...install, ...packages], 600_000);
    });
  } catch (error) {
    throw lacking(packages, (error as Error).message.split('\n')[0] ?? '');
  }
}

/** Debian starts a service when it is installed, unless this file says no. */
async function withoutStartingServices(install: () => Promise<void>): Promise<void> {
  const policy = '/usr/sbin/policy-rc.d';
  const mine = !fs.existsSync(policy);
  if (mine) fs.writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await install();
  } finally {
    if (mine) fs.rmSync(policy, { force: true });
  }
}

function requireFreeAddresses(): void {
  const links = runSync(['ip', '-oneline', 'link', 'show', FABRIC.interface]);
  const route = runSync(['ip', '-oneline', 'route', 'show', 'root', FABRIC.cidr]).stdout.trim();
  const addresses = runSync(['ip', '-oneline', '-4', 'address', 'show', 'to', FABRIC.cidr]).stdout;
  const taken = links.ok ? `the interface ${FABRIC.interface}` : route || addresses.trim();
  if (taken === '') return;
  throw new Refusal(
    `local clusters need the addresses ${FABRIC.cidr}, which are taken here (${taken}); if that is an earlier run's, end it with "npm run e2e:down".`,
  );
}

function lacking(packages: readonly string[], why: string): Refusal {
  const verb = packages.length === 1 ? 'is' : 'are';
  return new Refusal(
    `${packages.join(', ')} ${verb} missing (${why}); install with "apt-get install ${packages.join(' ')}" or your distribution's equivalent.`,
  );
}

function onPath(program: string): boolean {
  const dirs = (process.env.PATH ?? '').split(':');
  return dirs.some((dir) => dir !== '' && fs.existsSync(path.join(dir, program)));
}
