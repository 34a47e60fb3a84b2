/** A place in the fleet file: keys and indices from its root. */
export type FilePath = readonly (string | number)[];

/** Something wrong with the fleet file, found after parsing. */
export interface ModelProblem {
  /** Where it is said; the first of `paths` that stands in the file counts. */
  readonly paths: readonly FilePath[];
  /** What is wrong, what was found, what would be right. */
  readonly message: string;
}

/** The places where a setting of cluster `index` can stand: with the cluster, or in `defaults`. */
export function settingPaths(index: number, ...key: (string | number)[]): FilePath[] {
  return [
    ['clusters', index, ...key],
    ['defaults', ...key],
    ['clusters', index],
  ];
}
