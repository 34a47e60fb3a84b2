import type { Context } from '../../dashboards/types';

/** When is looked at, in seconds since 1970 and as lengths of seconds. */
export interface Time {
  readonly end: number;
  readonly range: number;
  /** From one point of a line to the next. */
  readonly step: number;
}

/** A question to Prometheus: what is now, or what was at each step of the time. */
export interface Question {
  readonly at: 'end' | 'steps';
  /** PromQL without variables. */
  readonly expr: string;
}

/** What Prometheus says to a question; an error is a sentence. */
export type Answer = readonly Series[] | { readonly error: string };

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  /** One of the end, or one for each step; `null` where there is none. */
  readonly values: readonly (number | null)[];
}

/** A variable of a dashboard with its values, and those that are chosen. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  /** Whether expressions take it as a regular expression. */
  readonly several: boolean;
  readonly values: readonly string[];
  readonly chosen: readonly string[] | 'all';
}

/** All that pages are made of, besides the dashboards themselves. */
export interface Findings {
  readonly context: Context;
  readonly time: Time;
  /** Longest time between two samples of a series, in seconds. */
  readonly sampleInterval: number;
  /** By the dashboard. */
  readonly choices: Readonly<Record<string, readonly Choice[]>>;
  readonly answerTo: (question: Question) => Answer;
}

/** The series of an answer that has some. */
export const seriesIn = (answer: Answer): readonly Series[] => ('error' in answer ? [] : answer);

/** The last value of a series that is one. */
export const lastValue = ({ values }: Series): number | undefined =>
  values.findLast((value) => value !== null) ?? undefined;
