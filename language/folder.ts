import type { Check } from './check';

/** Whether a text names a folder: a path of segments, with `/` between them. */
export const checkFolder: Check = (value) =>
  /^[^\\\p{Cc}]+$/u.test(value) && value.trim() === value
    ? undefined
    : `not the path of a folder, found ${JSON.stringify(value)}, write one such as ./dashboards`;
