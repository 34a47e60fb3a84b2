import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseOf, unpatched } from '../fuzz/base';
import { grownFleet } from '../fuzz/grow';
import { derivations } from './derivations';
import { FLEETS } from './fleets';
import { disparities, type Parity } from './parity';
import { misrefusal, REFUSALS } from './refusals';

/*
 * What Helm makes of the charts, against what the synthesis makes of the same fleets:
 * `HELM=$(tools/unpack helm) node lib/test/helm/main.js [number of generated fleets]`.
 */

/** Fleets that are compared at a time: each waits for Helm most of the time. */
const SIDE_BY_SIDE = 4;

/** Differences of one fleet that are printed; the others are mostly of the same kind. */
const PRINTED = 5;

interface Case {
  readonly name: string;
  readonly text: () => string;
}

function cases(generated: number): Case[] {
  return [
    ...Object.entries(FLEETS).map(([name, text]) => ({ name, text: () => text })),
    ...Array.from({ length: generated }, (_, run) => ({
      name: `generated ${run}`,
      text: () => unpatched(grownFleet(baseOf(run), 1, run).text),
    })),
  ];
}

async function main(helm: string, generated: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'promfleet-helm-'));
  const parity: Parity = { helm, chartAt: (name) => join('helm', name), directory };
  const all = cases(generated);
  const failed = new Set<string>();
  const derived = await derivations(parity);
  for (const line of derived.differing) process.stdout.write(`derivation: ${line}\n`);
  for (const [name, refusal] of Object.entries(REFUSALS)) {
    const wrong = await misrefusal(refusal, parity);
    if (wrong === undefined) continue;
    failed.add(name);
    process.stdout.write(`${name}: ${wrong}\n`);
  }
  const waiting = all.values();
  const next = async (lane: number) => {
    for (const { name, text } of waiting) {
      const found = await disparities(text(), parity, String(lane)).catch((error: Error) => [
        error.message,
      ]);
      if (found.length > 0) failed.add(name);
      for (const line of found.slice(0, PRINTED)) process.stdout.write(`${name}: ${line}\n`);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, (_, lane) => next(lane)));
  rmSync(directory, { recursive: true });
  const named = Object.keys(FLEETS).length;
  const refused = Object.keys(REFUSALS).length;
  process.stdout.write(
    `${named} named fleets, ${generated} generated, ${refused} refused, ${derived.count} derivations\n`,
  );
  const failures = failed.size + derived.differing.length;
  const count = all.length + refused + derived.count;
  process.stdout.write(`${count - failures} passed, ${failures} failed\n`);
  if (failures > 0) process.exitCode = 1;
}

const { HELM } = process.env;
if (HELM) void main(HELM, Number(process.argv[2] ?? 300));
else {
  process.stdout.write('HELM names no binary, found nothing, unpack one: tools/unpack helm\n');
  process.exitCode = 2;
}
