import { readFileSync, writeFileSync } from 'node:fs';
import { DIAGNOSES } from '../live/doctor/diagnoses';
import type { Entry } from '../live/doctor/diagnoses/entry';
import { STEPS } from '../live/doctor/stations';

const PAGE = 'docs/troubleshooting.md';
const COMMENT = '<!-- Written from the code: npm run test:update -->\n';

const ENTRIES: [string, Entry][] = Object.entries(DIAGNOSES);

it('docs/troubleshooting.md lists everything that doctor can say, with cause and fix', () => {
  const page = readFileSync(PAGE, 'utf8');
  const written = page.indexOf(COMMENT) + COMMENT.length;
  expect(written).toBeGreaterThan(COMMENT.length);
  const right = page.slice(0, written) + STEPS.map(section).join('');
  if (process.env.UPDATE_GOLDENS) writeFileSync(PAGE, right);
  else expect(page).toBe(right);
});

it('every diagnosis has a cause that is a sentence, and a fix', () => {
  for (const [code, { title, cause, fix }] of ENTRIES) {
    expect({ code, cause }).toEqual({ code, cause: expect.stringMatching(/^[A-Z].*\.$/) });
    expect({ code, title }).toEqual({ code, title: expect.stringMatching(/^[a-z].*[^.]$/) });
    expect({ code, fix }).toEqual({ code, fix: expect.stringMatching(/^\S.*[^.]$/) });
  }
});

/** A step, and what can be wrong there. */
function section(step: string): string {
  const rows = ENTRIES.filter(([, entry]) => entry.step === step).map(
    ([code, { title, cause, fix }]) =>
      `| \`${code}\` | ${capital(title)} | ${cause} | ${capital(fix)}. |\n`,
  );
  if (rows.length === 0) return '';
  return `\n### ${capital(step)}\n\n| Code | What is wrong | Cause | Fix |\n| --- | --- | --- | --- |\n${rows.join('')}`;
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
