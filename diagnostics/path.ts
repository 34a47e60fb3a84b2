/** Where something stands in the fleet file: keys and list indices from the root. */
export type Path = readonly (string | number)[];

/**
 * A path as people write it: `clusters[2].federation.timeout`.
 *
 * @param cluster - name of the cluster whose entry the path leads into; said beside its number,
 *   which nobody counts: `clusters[2] (eks-eu-1).federation.timeout`
 */
export function formatPath(path: Path, cluster?: string): string {
  return path.reduce<string>((text, segment, depth) => {
    if (typeof segment === 'number') {
      const name = cluster !== undefined && depth === 1 ? ` (${cluster})` : '';
      return `${text}[${segment}]${name}`;
    }
    if (!/^[A-Za-z_$][\w$-]*$/.test(segment)) return `${text}[${JSON.stringify(segment)}]`;
    return text === '' ? segment : `${text}.${segment}`;
  }, '');
}
