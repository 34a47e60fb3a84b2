import type { z } from 'zod';
import type { StreamAnswer } from './forwarded-request';

/**
 * What an answer says, of the shape that is documented for its path.
 *
 * @throws Error if it is refused, or something else
 */
export function jsonIn<Body>({ status, text }: StreamAnswer, shape: z.ZodType<Body>): Body {
  if (status !== 200) throw new Error(`it answers with ${status}: ${text.slice(0, 200)}`);
  const { data, success, error } = shape.safeParse(JSON.parse(text));
  if (success) return data;
  throw new Error(`it answers with something else: ${error.issues[0]?.message}`);
}
