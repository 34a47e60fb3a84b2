import type { Mapping, Tree } from './tree';

/** Keys that say which of several things a mapping is. */
const NAMES = ['kind', 'name', 'job_name', 'alert', 'record', 'metadata'];

/** How alike two trees are: 1 for equal ones, 0 for those that cannot be the same thing. */
export function likeness(one: Tree, other: Tree): number {
  if (one === other) return 1;
  if (one.is === 'mapping' && other.is === 'mapping') return ofMappings(one, other);
  return 0;
}

function ofMappings(one: Mapping, other: Mapping): number {
  const names = [...new Set([...one.entries.keys(), ...other.entries.keys()])];
  const equal = (name: string) => one.entries.get(name)?.value === other.entries.get(name)?.value;
  const naming = NAMES.filter((name) => one.entries.has(name) && other.entries.has(name));
  if (!naming.every((name) => equal(name) || isSameMetadata(name, one, other))) return 0;
  const share = names.filter(equal).length / Math.max(1, names.length);
  return naming.length > 0 ? 0.5 + share / 2.1 : share / 2.1;
}

/** Labels and annotations may differ, names may not. */
function isSameMetadata(name: string, one: Mapping, other: Mapping): boolean {
  if (name !== 'metadata') return false;
  const nameOf = (mapping: Mapping) => {
    const metadata = mapping.entries.get(name)?.value;
    return metadata?.is === 'mapping' ? metadata.entries.get('name')?.value : undefined;
  };
  return nameOf(one) === nameOf(other);
}
