import type { RelabelConfig } from '../types';

/** Prometheus never uses labels of this prefix itself, so they are free for notes. */
const CLAIM = '__tmp_claimed';

/**
 * Sets a label to one value on every sample, whatever the sample said: no member can speak in
 * another's name. What it said, if it was something else, moves to `exported_<label>`, as
 * Prometheus itself does without `honor_labels`.
 *
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#metric_relabel_configs
 */
export function forcedLabel(label: string, value: string): RelabelConfig[] {
  const exported = claimOf(label);
  return [
    // Notes what the sample claims. A note that came with the sample is overwritten or removed.
    { source_labels: [label], target_label: CLAIM },
    // Forgets an honest claim; RE2 cannot say "anything but".
    { source_labels: [CLAIM], regex: escaped(value), target_label: CLAIM, replacement: '' },
    // Makes room for a foreign claim: a member that is a hub itself has an exported label already.
    {
      source_labels: [CLAIM, exported],
      separator: '\t',
      regex: '.+\\t(.+)',
      target_label: `exported_${exported}`,
    },
    // Keeps the foreign claim.
    { source_labels: [CLAIM], regex: '(.+)', target_label: exported },
    // Forces the label.
    { target_label: label, replacement: value },
    // Drops the note.
    { regex: CLAIM, action: 'labeldrop' },
  ];
}

/**
 * Moves a label to `exported_<label>` on every sample, for a source that speaks for no cluster of
 * the fleet: what it claims can be looked up, and is nobody's.
 */
export function keptAside(label: string): RelabelConfig[] {
  const exported = claimOf(label);
  return [
    // Makes room: a source that is a hub itself has an exported label already.
    {
      source_labels: [label, exported],
      separator: '\t',
      regex: '.+\\t(.+)',
      target_label: `exported_${exported}`,
    },
    // Keeps the claim.
    { source_labels: [label], regex: '(.+)', target_label: exported },
    // Drops the label.
    { regex: label, action: 'labeldrop' },
  ];
}

/** Label that keeps what a sample said of another. */
export const claimOf = (label: string) => `exported_${label}`;

/** A regex that matches the text and nothing else. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
