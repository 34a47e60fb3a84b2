import type { Option } from './command';

/** Options that commands share, and what they parse to. */
export interface FleetOptions {
  readonly fleet: readonly string[];
  readonly output: 'text' | 'json';
  readonly strict?: boolean;
}

/** What every command that reads a fleet file takes. */
export const FLEET_OPTIONS: readonly Option[] = [
  {
    flags: '-f, --fleet <file>',
    summary:
      'the fleet file, or a directory of such files, or several, each behind an option of its own; - is standard input',
    default: ['fleet.yaml'],
    repeatable: true,
  },
  {
    flags: '--output <format>',
    summary: 'how results and diagnostics are printed',
    default: 'text',
    choices: ['text', 'json'],
  },
  { flags: '--strict', summary: 'let warnings fail' },
];

/** Where manifests are written. */
export const OUT_OPTION: Option = {
  flags: '-o, --out <directory>',
  summary: 'where hub/ and clusters/ are written',
  default: 'dist',
};
