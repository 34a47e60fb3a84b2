import type { Health } from './types';

/*
 * Colours that people tell apart whatever their eyes: those of Okabe and Ito, but for black and
 * yellow, which do not show on a dark or a light page.
 *
 * https://jfly.uni-koeln.de/color/
 */

const BLUE = '#0072B2';
const ORANGE = '#E69F00';
const GREEN = '#009E73';
const VERMILION = '#D55E00';
const PURPLE = '#CC79A7';
const SKY_BLUE = '#56B4E9';
const GREY = '#8C8C8C';

/** What colour says how well something is. */
export const HEALTH_COLOURS: Readonly<Record<Health, string>> = {
  good: GREEN,
  warning: ORANGE,
  bad: VERMILION,
  neutral: GREY,
};

/** The colour of what is neither well nor not, where there is one series only. */
export const PLAIN_COLOUR = BLUE;

/** Colours of series that are told apart, in the order in which they are taken. */
export const SERIES_COLOURS = [BLUE, ORANGE, SKY_BLUE, PURPLE, GREEN, VERMILION] as const;
