import { SHAPE, type Shape } from '../../prometheus/match/explained/shape';
import type { Option } from '../command';

/** What `promfleet explain` parses to. */
export interface ExplainOptions extends Readonly<Partial<Record<keyof Shape, string>>> {
  readonly fleet: readonly string[];
  readonly output: 'text' | 'json';
  readonly cluster?: string;
  readonly unused?: boolean;
  readonly verbose?: boolean;
}

/** What each number counts. */
const COUNTED: Readonly<Record<keyof Shape, string>> = {
  nodes: 'nodes of a cluster',
  namespaces: 'namespaces of a cluster',
  workloads: 'Deployments, StatefulSets, DaemonSets and the like',
  pods: 'pods of a cluster',
  volumes: 'PersistentVolumeClaims of a cluster',
};

const SIZES: readonly (keyof Shape)[] = ['nodes', 'namespaces', 'workloads', 'pods', 'volumes'];

/** How large clusters are. */
export const SHAPE_OPTIONS: readonly Option[] = SIZES.map((size) => ({
  flags: `--${size} <n>`,
  summary: `for the estimate: ${COUNTED[size]}`,
  default: String(SHAPE[size]),
}));

/** The size of clusters that the options say, or what is wrong with them. */
export function shapeOf(options: ExplainOptions): Shape | string {
  const shape = { ...SHAPE };
  for (const size of SIZES) {
    const given = options[size] ?? String(SHAPE[size]);
    if (!/^\d{1,7}$/.test(given)) {
      return `--${size}: no number, found ${JSON.stringify(given)}, write one such as ${SHAPE[size]}`;
    }
    shape[size] = Number(given);
  }
  return shape;
}
