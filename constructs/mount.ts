import type { Volume } from './k8s';

/** A read-only volume and the directory where its pod sees it. */
export interface Mount {
  readonly volume: Volume;
  readonly path: string;
}
