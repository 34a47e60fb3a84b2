/** Is told how far the work on clusters is. */
export interface Progress {
  /** A cluster is at a step, such as `waits for its pods`. */
  at(cluster: string, step: string): void;
  /** A cluster is done, well or not. */
  done(cluster: string, well: boolean): void;
}
