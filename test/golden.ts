import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares text with `test/goldens/<name>`.
 *
 * A golden is written by `npm run test:update` and by nothing else: a run without it fails when
 * the golden is missing, so that a new one is looked at before it is believed.
 */
export function expectGolden(name: string, text: string): void {
  const file = join(process.cwd(), 'test', 'goldens', name);
  if (process.env.UPDATE_GOLDENS) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  if (!existsSync(file)) {
    throw new Error(`there is no golden ${name}; npm run test:update writes it`);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
