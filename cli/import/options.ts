import { OBJECT_SOURCES, type ObjectSourceName } from '../../live/import/sources/names';
import { KUBECONFIG_OPTION, PARALLEL_OPTION } from '../access-options';
import type { Option } from '../command';
import { FLEET_OPTIONS } from '../options';

/** Options of the commands that find clusters, and what they parse to. */
export interface ImportOptions {
  readonly fleet: readonly string[];
  readonly output: 'text' | 'json';
  readonly context?: readonly string[];
  readonly kubeconfig?: readonly string[];
  readonly from?: ObjectSourceName;
  readonly file?: readonly string[];
  readonly managementContext?: string;
  readonly namespace?: string;
  readonly dryRun?: boolean;
  readonly offline?: boolean;
  readonly parallel: string;
}

/** What both commands take; each says itself what it is without `--context`. */
export const IMPORT_OPTIONS: readonly Option[] = [
  ...FLEET_OPTIONS.filter(({ flags }) => flags !== '--strict'),
  KUBECONFIG_OPTION,
  {
    flags: '--from <source>',
    summary: 'take clusters from what another tool knows',
    choices: OBJECT_SOURCES,
  },
  { flags: '--file <file...>', summary: 'with --from: files of its objects; - is standard input' },
  {
    flags: '--management-context <context>',
    summary: 'with --from: context of the cluster that has its objects',
  },
  { flags: '--namespace <namespace>', summary: 'where its objects are (default: anywhere)' },
  { flags: '--dry-run', summary: 'show what would be written, and write nothing' },
  {
    flags: '--offline',
    summary: 'ask none of the clusters that are found: take what the sources say',
  },
  PARALLEL_OPTION,
];
