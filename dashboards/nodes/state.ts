import { grouped, on } from '../grouped';
import { chosen } from '../promql';
import type { Context, Level, Words } from '../types';
import { LIMITS } from './limits';
import { NODE, ofNodes } from './of-nodes';
import { CONDITION, CORES, CPU, DISK, FILESYSTEM, LOAD, MEMORY } from './series';

/** Conditions that a node had better not have. */
const TROUBLE = 'condition=~"MemoryPressure|DiskPressure|PIDPressure|NetworkUnavailable"';

const READY = 'condition="Ready"';

/** Selects whether the chosen nodes are ready: 1 or 0. */
export const ready = (context: Context) => ofNodes(context, CONDITION, READY);

/** Selects the conditions of the chosen nodes that they had better not have: 1 or 0. */
export const pressure = (context: Context) => ofNodes(context, CONDITION, TROUBLE);

/** Nodes of clusters with node-exporters that none of those tells of. */
function unmeasured(context: Context): string {
  const cores = chosen(context, CORES);
  return `${ready(context)} unless ${on(context, NODE)} ${cores} and ${on(context)} ${cores}`;
}

/** Nodes that are at one of their limits. */
const strained = (context: Context) =>
  (
    [
      [CPU, LIMITS.cpu],
      [LOAD, LIMITS.load],
      [MEMORY, LIMITS.memory],
      [FILESYSTEM, LIMITS.filesystem],
      [DISK, LIMITS.disk],
    ] as const
  )
    .map(([metric, { bad }]) => `${ofNodes(context, metric)} > ${bad}`)
    .join(' or ');

/**
 * The worst that is to be said of each node, larger being worse. A node that Kubernetes tells
 * nothing of, and that is at no limit, has no state: nobody knows whether it is ready.
 */
export function state(context: Context): string {
  const states = [ready, strained, unmeasured, pressureNow, notReady].map((those, value) => {
    const nodes = grouped(context, 'group', those(context), NODE);
    // Told apart by a label: of elements with the same ones, `or` would keep the first.
    return `label_replace(${value} * ${nodes}, "state", "${value}", "", "")`;
  });
  return grouped(context, 'max', states.join(' or '), NODE);
}

const pressureNow = (context: Context) => `${pressure(context)} == 1`;

/** Selects the chosen nodes that are not ready, or have not been heard of. */
export const notReady = (context: Context) => `${ready(context)} == 0`;

/** States in words. */
export const STATES: Words = {
  0: 'Ready',
  1: 'Strained',
  2: 'Not measured',
  3: 'Pressure',
  4: 'Not ready',
};

/** How bad states are. */
export const STATE_LEVELS: readonly Level[] = [
  { from: 0, is: 'good' },
  { from: 1, is: 'warning' },
  { from: 3, is: 'bad' },
];
