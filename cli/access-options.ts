import type { Option } from './command';
import { FLEET_OPTIONS } from './options';

/** Options of the commands that ask clusters, and what they parse to. */
export interface AccessOptions {
  readonly fleet: readonly string[];
  readonly output: 'text' | 'json';
  readonly kubeconfig?: readonly string[];
  readonly only?: readonly string[];
  readonly parallel: string;
  /**
   * Milliseconds that a program of the kubeconfig may take to log in; no option of the command line.
   *
   * @default - half a minute
   */
  readonly loginTimeoutMs?: number;
}

/** The option of every command that reads kubeconfigs. */
export const KUBECONFIG_OPTION: Option = {
  flags: '--kubeconfig <file...>',
  summary: 'kubeconfigs to take contexts from (default: those of kubectl)',
};

/** How many clusters are asked at a time. */
export const PARALLEL_OPTION = {
  flags: '--parallel <number>',
  summary: 'clusters that are worked on side by side',
  default: '16',
} as const satisfies Option;

/** What every command takes that asks the clusters of a fleet file. */
export const ACCESS_OPTIONS: readonly Option[] = [
  ...FLEET_OPTIONS.filter(({ flags }) => flags !== '--strict'),
  KUBECONFIG_OPTION,
  { flags: '--only <glob...>', summary: 'work on the clusters with these names alone' },
  PARALLEL_OPTION,
];

/** A number from 1 on; undefined if it is none. */
export const parallelOf = (text: string): number | undefined =>
  /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
