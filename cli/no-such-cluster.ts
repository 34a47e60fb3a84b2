import { nearest } from '../language/nearest';

/** Says that a fleet file has no cluster of a name, and which of its own may be meant. */
export function noSuchCluster(cluster: string, names: readonly string[]): string {
  const other = nearest(cluster, names);
  const hint = other === undefined ? 'write one of its clusters' : `did you mean ${other}?`;
  return `the fleet file has no cluster of this name, found ${JSON.stringify(cluster)}, ${hint}`;
}
