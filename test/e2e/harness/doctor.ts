import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { until } from '../local';
import type { Fault } from './fault';
import { say } from './log';
import { promfleet } from './promfleet';
import type { Stand } from './stand';

/** What it says of each fault stands there, but for times and counts. */
const GOLDENS = path.join(__dirname, '../../../../test/e2e/goldens/doctor');
/** Whatever hangs, it is to be done by then. */
const MOST_MS = 15_000;
/** A program that starts on a machine with much else to do. */
const START_MS = 5_000;

/** Asserts that `promfleet doctor` names a fault as it is, and nothing else. */
export async function diagnosed(
  stand: Stand,
  { member, diagnosis, golden = diagnosis }: Pick<Fault, 'member' | 'diagnosis' | 'golden'>,
): Promise<void> {
  const text = await until(`promfleet doctor to look at all of ${member}`, async () => {
    const started = Date.now();
    const { code, stdout } = await promfleet(stand, 'doctor', member);
    const took = Date.now() - started;
    assert.equal(code, 1, stdout);
    assert.ok(took < MOST_MS + START_MS, `it took ${took} ms`);
    // A machine with much else to do may not let it ask the hub in time, which it says.
    return stdout.includes('not looked at') ? undefined : stdout;
  });
  for (const line of text.trim().split('\n')) say(`  ${line}`);
  assert.deepEqual(
    [...text.matchAll(/ \[([a-z-]+)\]$/gm)].map(([, code]) => code),
    [diagnosis],
  );
  // The addresses of given clusters are others.
  if (stand.context.localDir !== undefined) compare(golden, alike(text));
}

/** Asserts that nothing is wrong with a member. */
export async function isWell(stand: Stand, member: string): Promise<void> {
  await until(`promfleet doctor to find nothing wrong with ${member}`, async () => {
    const { code, stdout } = await promfleet(stand, 'doctor', member);
    assert.equal(code, 0, stdout);
    return true;
  });
}

/** Without what is another in each run: times, sizes and what the machine has to do. */
function alike(text: string): string {
  return (
    text
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replace(/\d+(\.\d+)? (ms|s|minutes?|hours?)\b/g, 'N $2')
      .replace(/[\d,]+(?= (of [\d,]+ )?samples)/g, 'N')
      .replace(/\b10\.213\.(64|65|66|67|68)\.\d+\b/g, 'POD')
      // Of a DNS server in the middle of a change.
      .replace(/server misbehaving/g, 'no such host')
  );
}

function compare(golden: string, text: string): void {
  const file = path.join(GOLDENS, `${golden}.txt`);
  if (process.env.UPDATE_GOLDENS) {
    fs.mkdirSync(GOLDENS, { recursive: true });
    fs.writeFileSync(file, text);
  }
  assert.equal(text, fs.readFileSync(file, 'utf8'));
}
