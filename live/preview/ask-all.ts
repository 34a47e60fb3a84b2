import { dashboards } from '../../dashboards';
import type { Context } from '../../dashboards/types';
import type { OnProgress } from '../../output/on-progress';
import { allQuestions, keyOf } from '../../output/preview';
import type { Answer, Findings, Time } from '../../output/preview/answers';
import { sideBySide } from '../client/side-by-side';
import { choicesOf, type Wanted } from './choices';
import { PrometheusAt } from './prometheus';

/** Questions that are open at a time: a Prometheus has other things to do, too. */
const SIDE_BY_SIDE = 8;

/** What is looked at, and where. */
export interface Asked {
  readonly url: string;
  readonly context: Context;
  readonly time: Time;
  /** Longest time between two samples of a series, in seconds. */
  readonly sampleInterval: number;
  readonly wanted: Wanted;
  readonly onProgress: OnProgress;
}

/** What the dashboards ask of a Prometheus, by the question. */
export interface Asking {
  readonly findings: Findings;
  readonly answers: ReadonlyMap<string, Answer>;
}

/**
 * Asks a Prometheus everything that the dashboards ask, each question once.
 *
 * @throws Error with a sentence if it does not even say what can be chosen
 */
export async function askAll({ url, wanted, onProgress, ...asked }: Asked): Promise<Asking> {
  const { context, time, sampleInterval } = asked;
  const prometheus = new PrometheusAt(url);
  const choices = await Promise.all(
    dashboards(context).map(async (dashboard) => [
      dashboard.uid,
      await choicesOf(dashboard, wanted, prometheus, time, sampleInterval),
    ]),
  );
  const chosen = { ...asked, choices: Object.fromEntries(choices) };
  const questions = allQuestions(chosen);
  let done = 0;
  const found = await sideBySide(questions, SIDE_BY_SIDE, async (question) => {
    const answer = await prometheus.ask(question, time);
    done += 1;
    onProgress(done, questions.length);
    return [keyOf(question), answer] as const;
  });
  const answers = new Map(found);
  const answerTo: Findings['answerTo'] = (question) =>
    answers.get(keyOf(question)) ?? { error: 'it was not asked' };
  return { findings: { ...chosen, answerTo }, answers };
}
