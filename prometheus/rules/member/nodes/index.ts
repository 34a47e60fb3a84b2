import type { MemberGroup } from '../group';
import { NODE_CPU } from './cpu';
import { NODE_DISK } from './disk';
import { NODE_FILESYSTEM, NODE_FILESYSTEM_FILLING_UP } from './filesystem';
import { NODE_MEMORY } from './memory';
import { NODE_NETWORK, NODE_NETWORK_ERRORS } from './network';
import { NODE_SYSTEM } from './system';

/** What node-exporter tells of nodes. */
export const NODE_GROUPS: readonly MemberGroup[] = [
  NODE_CPU,
  NODE_MEMORY,
  NODE_FILESYSTEM,
  NODE_FILESYSTEM_FILLING_UP,
  NODE_DISK,
  NODE_NETWORK,
  NODE_NETWORK_ERRORS,
  NODE_SYSTEM,
];
