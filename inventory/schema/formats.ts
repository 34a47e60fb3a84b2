import { z } from 'zod';
import type { Check } from '../../language/check';

/** A string that has to pass `check`; `description` and `pattern` go into the JSON Schema. */
export function text(check: Check, description: string, pattern?: RegExp) {
  const schema = z.string().superRefine((value, context) => {
    const wrong = check(value);
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
  });
  return schema.meta(pattern ? { description, pattern: pattern.source } : { description });
}

/** As `text`, for a check that parses: within one `reading` it is made once for equal strings. */
export function parsedText(check: Check, description: string) {
  return text((value) => remembered(check, value), description);
}

/** Reads one file: what checks say of its texts is remembered until then, and no longer. */
export function reading<Result>(read: () => Result): Result {
  memory = new Map();
  try {
    return read();
  } finally {
    memory = undefined;
  }
}

/** Thousands of clusters share a few expressions. */
let memory: Map<Check, Map<string, string | undefined>> | undefined;

function remembered(check: Check, value: string): string | undefined {
  if (!memory) return check(value);
  const known = memory.get(check) ?? new Map<string, string | undefined>();
  memory.set(check, known);
  if (!known.has(value)) known.set(value, check(value));
  return known.get(value);
}
