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
