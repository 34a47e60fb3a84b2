import { type Key, OF_COMMANDS } from './keys';
import type { ChartName } from './metadata';

/** The README of a chart: how to install it, and what its values are. */
export function readmeText({ name, description }: ChartName, intro: string, keys: readonly Key[]) {
  return [
    `# ${name}`,
    '',
    description,
    '',
    intro.trim(),
    '',
    '## Values',
    '',
    `The keys are those of promfleet’s fleet file. Helm refuses keys that are not here, but for those that only promfleet’s commands use (${OF_COMMANDS.map(code).join(', ')}): it takes them, and does nothing with them.`,
    '',
    '| Key | Default | What it is |',
    '| --- | ------- | ---------- |',
    ...keys.flatMap(rows),
    '',
  ].join('\n');
}

function rows(key: Key): string[] {
  const { path, description, below } = key;
  const value = key.default === undefined ? '' : code(JSON.stringify(key.default));
  const text = description.replace(/ Default: [^.]*\.$/, (all) => (value ? '' : all));
  return below.length > 0 ? below.flatMap(rows) : [`| ${code(path)} | ${value} | ${cell(text)} |`];
}

const code = (text: string) => `\`${cell(text)}\``;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
