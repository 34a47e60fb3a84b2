import type { z } from 'zod';
import { ClusterFailure } from './failure';

/**
 * An answer, of the shape that Kubernetes documents for its path.
 *
 * @throws ClusterFailure if it is of another
 */
export function shaped<Body>(shape: z.ZodType<Body>, path: string, body: unknown): Body {
  const { data, success, error } = shape.safeParse(body);
  if (success) return data;
  const [{ path: at = [], message: wrong = '' } = {}] = error.issues;
  const where = at.length > 0 ? ` at ${at.join('.')}` : '';
  const message = `${path.split('?')[0]} is answered otherwise than Kubernetes does, found${where}: ${wrong}, look at what stands before the API server`;
  throw new ClusterFailure('refused', message);
}
