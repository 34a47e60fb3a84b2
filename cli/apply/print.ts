import type { FleetOutcome } from '../../live/apply/fleet';
import {
  type ClusterOutcome,
  called,
  type ObjectConflict,
  type ObjectDifference,
  wentWell,
} from '../../live/apply/outcome';
import type { Removal } from '../../live/apply/removal-guard';
import { listed } from '../../live/listed';
import { type Io, paint } from '../io';
import { count } from '../report';

/** Prints a line for every cluster, and behind them what went wrong where. */
export function printOutcome({ clusters, refusal }: FleetOutcome, dryRun: boolean, io: Io): void {
  const { stdout, stderr, env } = io;
  const [out, err] = [paint(stdout, env), paint(stderr, env)];
  for (const cluster of clusters) {
    const failed = wentWell(cluster) ? '' : `${out.red('failed')}, `;
    stdout.write(`${out.bold(nameOf(cluster))}: ${failed}${counts(cluster, dryRun)}\n`);
    if (dryRun) for (const line of differenceLines(cluster.differences)) stdout.write(`${line}\n`);
  }
  for (const cluster of clusters) {
    const { problems, conflicts, warnings, notes } = cluster;
    const say = (prefix: string, text: string) =>
      stderr.write(`${prefix}${called(cluster)}: ${text}\n`);
    for (const warning of warnings) say(`${err.yellow('warning')}: `, warning);
    for (const note of notes) say('', note);
    for (const problem of problems) say(`${err.red('error')}: `, problem);
    for (const line of conflictLines(conflicts)) say(`${err.red('error')}: `, line);
  }
  if (!refusal) return;
  for (const line of removalLines(refusal.removals)) stderr.write(`${line}\n`);
  stderr.write(
    `${err.red('error')}: nothing ${dryRun ? 'would be' : 'was'} deleted: ${refusal.why}, ` +
      'allow it with --max-removed, or leave it with --no-prune\n',
  );
}

/** What would be deleted, a line for each cluster. */
export const removalLines = (removals: readonly Removal[]): string[] =>
  removals.map(({ cluster, objects }) => `${cluster}: would lose ${listed(objects, MOST_LISTED)}`);

/** Objects that are listed; a whole cluster has some twenty-five. */
const MOST_LISTED = 10;

const nameOf = (cluster: ClusterOutcome) =>
  `${called(cluster)}${cluster.left ? ' (has left)' : ''}`;

function counts(cluster: ClusterOutcome, dryRun: boolean): string {
  const { created, changed, unchanged, pruned } = cluster;
  const [create, change, prune] = dryRun
    ? ['to be created', 'to be changed', 'to be deleted']
    : ['created', 'changed', 'pruned'];
  const parts = [
    ...(created > 0 ? [`${created} ${create}`] : []),
    ...(changed > 0 ? [`${changed} ${change}`] : []),
    ...(pruned > 0 ? [`${pruned} ${prune}`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : 'nothing was applied';
}

const SIGNS = { create: '+', change: '~', delete: '-' } as const;

const differenceLines = (differences: readonly ObjectDifference[]) =>
  differences.flatMap(({ object, action, changes }) => [
    `  ${SIGNS[action]} ${object}`,
    ...changes.map((line) => `      ${line}`),
  ]);

/** A line for each object and manager, with the fields. */
function conflictLines(conflicts: readonly ObjectConflict[]): string[] {
  const fields = new Map<string, string[]>();
  for (const { object, field, manager } of conflicts) {
    const whose = `${object} has fields of ${manager}`;
    fields.set(whose, [...(fields.get(whose) ?? []), field]);
  }
  return [...fields].map(
    ([whose, all]) =>
      `${whose}, found ${count(all.length, 'conflict')}: ${listed(all, MOST_LISTED)}, take them with --force-conflicts or let go of them there`,
  );
}
