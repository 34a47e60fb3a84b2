import { z } from 'zod';
import { keyOf } from '.';
import type { Answer, Findings } from './answers';

/** Figures that a value keeps: more would not be seen. */
const FIGURES = 4;

const series = z.object({
  labels: z.record(z.string(), z.string()),
  values: z.array(z.number().nullable()),
});

const shape = z.object({
  context: z.object({ clusterLabel: z.string(), drillDown: z.boolean() }),
  time: z.object({ end: z.number(), range: z.number(), step: z.number() }),
  sampleInterval: z.number(),
  choices: z.record(
    z.string(),
    z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        several: z.boolean(),
        values: z.array(z.string()),
        chosen: z.union([z.literal('all'), z.array(z.string())]),
      }),
    ),
  ),
  answers: z.record(z.string(), z.union([z.array(series), z.object({ error: z.string() })])),
});

/** What was found, as the text of a file: a line for each question. */
export function sampleText(
  { context, time, sampleInterval, choices }: Findings,
  answers: ReadonlyMap<string, Answer>,
): string {
  const head = JSON.stringify({ context, time, sampleInterval, choices }).slice(0, -1);
  const lines = [...answers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, answer]) => `${JSON.stringify(key)}:${JSON.stringify(short(answer))}`);
  return `${head},"answers":{\n${lines.join(',\n')}\n}}\n`;
}

/**
 * What such a text says was found.
 *
 * @throws Error with a sentence if it is none
 */
export function readSample(text: string): Findings {
  const { answers, ...found } = shape.parse(JSON.parse(text));
  return {
    ...found,
    answerTo: (question) =>
      answers[keyOf(question)] ?? {
        error: 'the sample data has no answer to this question: it was recorded for others',
      },
  };
}

function short(answer: Answer): Answer {
  if ('error' in answer) return answer;
  const figures = (value: number | null) =>
    value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(FIGURES));
  return answer.map(({ labels, values }) => ({
    labels: Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))),
    values: values.map(figures),
  }));
}
