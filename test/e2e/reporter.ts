import * as fs from 'node:fs';
import type { EventData } from 'node:test';
import { type Counts, countsFile } from './harness/counts';

type Event =
  | { type: 'test:start'; data: EventData.TestStart }
  | { type: 'test:pass'; data: EventData.TestPass }
  | { type: 'test:fail'; data: EventData.TestFail };

/** A reporter for `node --test-reporter`: a line per step while it runs, its error where it fails. */
async function* report(source: AsyncIterable<Event>): AsyncGenerator<string> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:start' && data.nesting === 0) yield `\n${data.name}\n`;
    if (type === 'test:pass' || type === 'test:fail') yield line(type, data, counts);
  }
  fs.writeFileSync(countsFile(process.argv[2] ?? ''), JSON.stringify(counts));
}

function line(type: string, data: EventData.TestPass | EventData.TestFail, counts: Counts): string {
  const seconds = `${(data.details.duration_ms / 1000).toFixed(1)} s`;
  if (data.nesting === 0) return journeyLine(type, data, seconds, counts);
  if (data.skip !== undefined) {
    counts.skipped += 1;
    return `  - ${data.name}: skipped, ${data.skip}\n`;
  }
  if (type === 'test:pass') {
    counts.passed += 1;
    return `  ✓ ${data.name} (${seconds})\n`;
  }
  counts.failed += 1;
  return `  ✗ ${data.name} (${seconds})\n${indented(errorOf(data))}\n`;
}

/** A journey fails with its steps; only what fails outside of any is news. */
function journeyLine(
  type: string,
  data: EventData.TestPass | EventData.TestFail,
  seconds: string,
  counts: Counts,
): string {
  const error = type === 'test:fail' ? errorOf(data) : '';
  const between = error !== '' && !/subtests? failed/.test(error);
  if (between) counts.failed += 1;
  return `  ${seconds}\n${between ? `${indented(error)}\n` : ''}`;
}

function errorOf(data: EventData.TestPass | EventData.TestFail): string {
  const error = (data.details as { error?: Error & { cause?: unknown } }).error;
  const cause = error?.cause;
  if (cause instanceof Error) return cause.stack ?? cause.message;
  return String(cause ?? error?.message ?? '');
}

function indented(text: string): string {
  return text.replace(/^/gm, '      ');
}

// The form in which Node finds a reporter in a CommonJS module.
export = report;
