import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isScalar, isSeq, type Node, parseAllDocuments, parseDocument, visit } from 'yaml';
import { CONFIG_ANNOTATION } from '../../constructs/alertmanager';
import { HUB_RULES_FILE, OWN_RULES_FILE } from '../../prometheus/files';
import { escaped } from '../../prometheus/relabel/forced-label';

/**
 * Lays out the Prometheus configurations of a rendered fleet as the pods see them, and returns the
 * main files. Secrets are replaced by an empty file, because promtool wants them to be there
 * (prometheus#15446), and what is mounted elsewhere is looked for below `directory`.
 *
 * @param checked - promfleet's own rules that were laid out before: most fleets have the same, and
 *   reading them is what takes so long. They are laid out once, and noted.
 */
export function layOutConfigs(rendered: string, directory: string, checked: Set<string>): string[] {
  const empty = join(directory, 'empty');
  write(empty, '');
  const mains: string[] = [];
  for (const name of readdirSync(rendered, { recursive: true, encoding: 'utf8' })) {
    if (!/(prometheus-(config|rules)|federation)\.k8s\.yaml$/.test(name)) continue;
    const manifests = withoutRules(readFileSync(join(rendered, name), 'utf8'), checked);
    for (const document of parseAllDocuments(manifests)) {
      const object = document.toJS() as { kind: string; data?: Record<string, string> };
      if (object.kind !== 'ConfigMap') continue;
      // The hub's jobs and the members' rules lie in directories beside the configuration's.
      const [, folder = 'config'] = /(federation|rules)\.k8s\.yaml$/.exec(name) ?? [];
      for (const [key, text] of Object.entries(object.data ?? {})) {
        if (!/\.ya?ml$/.test(key)) continue;
        const file = join(directory, dirname(name), folder, key);
        write(file, withoutMounts(text, empty, directory));
        if (key === 'prometheus.yml') mains.push(file);
      }
    }
  }
  return mains;
}

/** A file of promfleet's own rules in a ConfigMap. */
const OWN_RULES = new RegExp(
  `^  (${[OWN_RULES_FILE, HUB_RULES_FILE].map(escaped).join('|')}): \\|\n((?: {4}.*\n|\n)+)`,
  'gm',
);

function withoutRules(manifests: string, checked: Set<string>): string {
  return manifests.replace(OWN_RULES, (whole, file: string, rules: string) => {
    if (checked.has(rules)) return `  ${file}: '{ groups: [] }'\n`;
    checked.add(rules);
    return whole;
  });
}

/** Writes the Alertmanager configuration of a rendered fleet, and returns the file, if there is one. */
export function layOutAlertmanagers(rendered: string, directory: string): string[] {
  const manifests = join(rendered, 'hub/alertmanager.k8s.yaml');
  if (!existsSync(manifests)) return [];
  return parseAllDocuments(readFileSync(manifests, 'utf8')).flatMap((document) => {
    const { kind, spec } = document.toJS();
    if (kind !== 'StatefulSet') return [];
    const text: string | undefined = spec.template.metadata.annotations[CONFIG_ANNOTATION];
    const file = join(directory, 'alertmanager.yml');
    write(file, text ?? '');
    return [file];
  });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Replaces paths in the text itself, so that promtool reads everything else as it was written. */
function withoutMounts(text: string, secret: string, root: string): string {
  const edits: { start: number; end: number; text: string }[] = [];
  const replace = (node: Node, path: string) => {
    const [start = 0, end = 0] = node.range ?? [];
    const isBlock = isScalar(node) && /^BLOCK/.test(node.type ?? '');
    edits.push({ start, end, text: JSON.stringify(path) + (isBlock ? '\n' : '') });
  };
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || typeof key.value !== 'string') return;
      if (/^(ca|cert|key|credentials|password)_file$/.test(key.value) && isScalar(value)) {
        replace(value, secret);
      }
      if (key.value !== 'files' || !isSeq(value)) return;
      for (const item of value.items) {
        if (isScalar(item) && String(item.value).startsWith('/')) {
          replace(item, join(root, 'mounts', String(item.value)));
        }
      }
    },
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
      text,
    );
}
