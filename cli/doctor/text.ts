import { visible } from '../../diagnostics';
import type { DoctorReport, Examined } from '../../live/doctor/types';
import type { paint } from '../io';

type Colours = ReturnType<typeof paint>;

const WORDS = { ok: 'ok', unknown: '?', broken: 'broken', 'not reached': '-' } as const;

/** An examination as people read it: a line for each step, what is wrong, and what is to be done. */
export function doctorText(report: DoctorReport, colours: Colours): string {
  const { cluster, request, steps, diagnosis, notes } = report;
  const verdict = diagnosis
    ? [
        colours.red(`${cluster}: ${diagnosis.title} [${diagnosis.code}]`),
        `  found: ${visible(diagnosis.found)}`,
        `  cause: ${diagnosis.cause}`,
        `  fix:   ${diagnosis.fix}`,
      ]
    : notes.length > 0
      ? [colours.yellow(`${cluster}: nothing wrong was found in what could be looked at`)]
      : [colours.green(`${cluster}: nothing wrong was found`)];
  const blocks = [
    [colours.bold(`${cluster}: ${request}`), ...steps.map((step) => line(step, colours))],
    notes.map((note) => colours.yellow(`not looked at: ${visible(note)}`)),
    verdict,
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const WIDTH = 14;

function line({ step, state, found = '' }: Examined, colours: Colours): string {
  const word = WORDS[state].padEnd(6);
  const tint =
    state === 'ok' ? colours.green : state === 'broken' ? colours.red : (text: string) => text;
  return `  ${tint(word)}  ${step.padEnd(WIDTH)}  ${visible(found)}`.trimEnd();
}
