import { visible } from '../../diagnostics';
import { spoken } from '../../live/credentials/credential';
import type { Connected, Outcome } from '../../live/credentials/outcome';
import type { Revocation, Revoked } from '../../live/credentials/revoke';
import { EXIT, type ExitCode } from '../exit';
import { type Io, paint } from '../io';
import { count } from '../report';

type Any = Outcome | Revocation;

interface Result {
  readonly outcomes: readonly Any[];
  readonly notes: readonly string[];
}

/** Prints a line per cluster, or all as JSON, and returns the exit code. */
export function reportOutcomes(
  { outcomes, notes }: Result,
  { output }: { readonly output: 'text' | 'json' },
  io: Io,
): ExitCode {
  const failures = outcomes.filter(({ ok }) => !ok).length;
  const code = failures > 0 ? EXIT.problems : EXIT.ok;
  if (output === 'json') {
    const clusters = outcomes.map(json);
    io.stdout.write(`${JSON.stringify({ ok: failures === 0, clusters, notes }, null, 2)}\n`);
    return code;
  }
  const { red, yellow } = paint(io.stderr, io.env);
  for (const outcome of outcomes) {
    if (outcome.ok) io.stdout.write(`${outcome.cluster}: ${sentence(outcome)}\n`);
    else io.stderr.write(`${outcome.cluster}: ${red('error')}: ${outcome.message}\n`);
  }
  for (const note of notes) io.stderr.write(`${yellow('warning')}: ${visible(note)}\n`);
  if (failures > 0) {
    io.stderr.write(`${red(count(failures, 'cluster'))} of ${outcomes.length} failed\n`);
  }
  return code;
}

/** What came of a cluster, for programs: times as RFC 3339. */
function json(outcome: Any): object {
  if (!('issued' in outcome)) return outcome;
  const { issued, expires } = outcome;
  const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms));
  return { ...outcome, issued: time(issued), expires: time(expires) };
}

function sentence(outcome: Exclude<Any, { readonly ok: false }>): string {
  switch (outcome.action) {
    case 'planned':
      return outcome.plan;
    case 'revoked':
      return revoked(outcome);
    default:
      return connected(outcome);
  }
}

function connected(outcome: Connected): string {
  const { type, proof, notes } = outcome;
  const { samples, refused } = proof;
  const parts = [
    `${type} ${life(outcome)}`,
    `proven: federates ${samples.toLocaleString('en-US')} samples`,
    `refused ${refused.length} of ${refused.length}`,
  ];
  const more = [...notes, ...proof.notes];
  return parts.join(', ') + (more.length > 0 ? ` (${more.join('; ')})` : '');
}

function life({ action, issued, expires }: Connected): string {
  const kept = action === 'kept' ? ', left alone' : '';
  if (expires === undefined) return `that does not expire${kept}`;
  const day = new Date(expires).toISOString().slice(0, 10);
  return action === 'kept'
    ? `valid for ${spoken(expires - Date.now())}${kept}`
    : `until ${day} (${spoken(expires - issued)})`;
}

function revoked({ removed, refused }: Revoked): string {
  const gone = removed.length > 0 ? `removed ${removed.join(', ')}` : 'nothing was there any more';
  const shown =
    refused === undefined
      ? 'the hub had no credential to show it with'
      : `the old credential is refused (${refused})`;
  return `revoked: ${gone}; ${shown}`;
}
