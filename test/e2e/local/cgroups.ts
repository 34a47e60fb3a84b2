import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { sleepSync } from './exec';

const MOUNT = '/sys/fs/cgroup';

/** Creates the cgroup that a cluster's pods live under, in every hierarchy; returns its path. */
export function createCgroup(stateDir: string, cluster: string): string {
  for (const hierarchy of hierarchies()) {
    const parent = path.join(hierarchy, parentOf(stateDir));
    const own = path.join(parent, cluster);
    for (const dir of [parent, own]) {
      fs.mkdirSync(dir, { recursive: true });
      inheritCpuset(dir);
    }
  }
  return `/${parentOf(stateDir)}/${cluster}`;
}

/** Removes what clusters of a state directory left, once their processes ended; gives the rest. */
export function removeCgroups(stateDir: string): string[] {
  const left: string[] = [];
  for (const hierarchy of hierarchies()) {
    const dir = path.join(hierarchy, parentOf(stateDir));
    // A cgroup stays busy for a moment after its last process is gone.
    for (let tries = 0; fs.existsSync(dir) && tries < 50; tries++) {
      if (tries > 0) sleepSync(100);
      removeTree(dir);
    }
    if (fs.existsSync(dir)) left.push(dir);
  }
  return left;
}

/** Clusters of one state directory never touch another's. */
function parentOf(stateDir: string): string {
  return `promfleet-e2e-${createHash('sha256').update(stateDir).digest('hex').slice(0, 8)}`;
}

/** The mounted hierarchies: one per controller with cgroup v1, the mount point itself with v2. */
function hierarchies(): string[] {
  if (fs.existsSync(path.join(MOUNT, 'cgroup.controllers'))) return [MOUNT];
  const found = fs.readdirSync(MOUNT, { withFileTypes: true });
  return found.filter((entry) => entry.isDirectory()).map((entry) => path.join(MOUNT, entry.name));
}

/** A new cpuset of cgroup v1 starts empty and then accepts no process. */
function inheritCpuset(dir: string): void {
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    const own = path.join(dir, file);
    const parents = path.join(path.dirname(dir), file);
    const isV1 = !fs.existsSync(path.join(dir, 'cgroup.controllers'));
    if (!isV1 || !fs.existsSync(own) || fs.readFileSync(own, 'utf8').trim() !== '') continue;
    fs.writeFileSync(own, fs.readFileSync(parents, 'utf8'));
  }
}

function removeTree(dir: string): void {
  try {
    for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
      if (entry.isDirectory()) removeTree(path.join(dir, entry.name));
    }
    fs.rmdirSync(dir);
  } catch {
    // busy, or gone already: the caller looks again
  }
}
