import type { RelabelConfig } from '../../prometheus/types';

export type LabelSet = Readonly<Record<string, string>>;

/**
 * Prometheus's relabelling, for tests: the labels after all rules, or undefined if one drops them.
 *
 * https://github.com/prometheus/prometheus/blob/v3.14.0/model/relabel/relabel.go
 */
export function relabel(before: LabelSet, rules: readonly RelabelConfig[]): LabelSet | undefined {
  let labels: Record<string, string> = { ...before };
  for (const rule of rules) {
    const after = apply(labels, rule);
    if (!after) return undefined;
    // A label without a value is no label.
    labels = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== ''));
  }
  return labels;
}

function apply(labels: LabelSet, rule: RelabelConfig): LabelSet | undefined {
  const { source_labels = [], separator = ';', replacement = '$1', target_label = '' } = rule;
  const value = source_labels.map((name) => labels[name] ?? '').join(separator);
  const regex = new RegExp(`^(?:${rule.regex ?? '(.*)'})$`, 's');
  const when = (kept: boolean) => (kept ? labels : undefined);
  const named = (keep: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(labels).filter(([name]) => keep(name)));
  switch (rule.action ?? 'replace') {
    case 'replace': {
      const match = regex.exec(value);
      return match
        ? { ...labels, [expand(target_label, match)]: expand(replacement, match) }
        : labels;
    }
    case 'keep':
      return when(regex.test(value));
    case 'drop':
      return when(!regex.test(value));
    case 'keepequal':
      return when(value === (labels[target_label] ?? ''));
    case 'dropequal':
      return when(value !== (labels[target_label] ?? ''));
    case 'labelmap': {
      const mapped = Object.entries(labels).flatMap(([name, kept]) => {
        const match = regex.exec(name);
        return match ? [[expand(replacement, match), kept] as const] : [];
      });
      return { ...labels, ...Object.fromEntries(mapped) };
    }
    case 'labeldrop':
      return named((name) => !regex.test(name));
    case 'labelkeep':
      return named((name) => regex.test(name));
    case 'lowercase':
      return { ...labels, [target_label]: value.toLowerCase() };
    case 'uppercase':
      return { ...labels, [target_label]: value.toUpperCase() };
  }
}

/** Go's Expand: `$name` is as long as it can be, so `$1x` is the unknown group `1x`, and empty. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (all, plain, braced) =>
    all === '$$' ? '$' : (match[Number(plain ?? braced)] ?? ''),
  );
}
