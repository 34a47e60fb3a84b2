import { z } from 'zod';
import type { Answer, ApiConnection, Request } from '../../client/connection';
import { ClusterFailure, refusal } from '../../client/failure';
import type { Findings } from '../findings';

/** What one question adds to the findings. */
export type Part = Partial<Findings>;

/** The longest that the API server may think about one request. */
const REQUEST_MS = 5_000;

/** A cluster that is asked what it is: each path once, in a bounded time. */
export class Asked {
  /** URL of the API server. */
  readonly server: URL;
  private readonly answers = new Map<string, Promise<Answer>>();

  /**
   * @param deadline - milliseconds since 1970, after which nothing is waited for
   */
  constructor(
    private readonly connection: ApiConnection,
    private readonly deadline: number,
  ) {
    this.server = new URL(connection.server);
  }

  /** Milliseconds that are left. */
  get left(): number {
    return Math.max(1, this.deadline - Date.now());
  }

  /**
   * What a path has; undefined where there is nothing.
   *
   * @throws ClusterFailure if the question is refused, or the answer has another shape
   */
  async find<Shape extends z.ZodType>(
    path: string,
    shape: Shape,
  ): Promise<z.output<Shape> | undefined> {
    const answer = await this.get(path);
    if (answer.status === 404) return undefined;
    return expected({ path }, answer, shape);
  }

  /**
   * The first objects of a kind; none where the cluster does not know it. What has another shape
   * than is documented is passed over.
   *
   * @param path - with the query that bounds their number
   * @throws ClusterFailure if the question is refused, or the answer has another shape
   */
  async list<Item extends z.ZodType>(path: string, item: Item): Promise<z.output<Item>[]> {
    const found = await this.find(path, objectList);
    return (found?.items ?? []).flatMap((one) => item.safeParse(one).data ?? []);
  }

  /**
   * What is answered to something that is sent, and changes nothing.
   *
   * @throws ClusterFailure if it is refused, or the answer has another shape
   */
  async review<Shape extends z.ZodType>(
    path: string,
    body: object,
    shape: Shape,
  ): Promise<z.output<Shape>> {
    const asked: Request = { method: 'POST', path, body };
    return expected(asked, await this.send(asked), shape);
  }

  /**
   * What comes of a GET request, whatever its status.
   *
   * @throws ClusterFailure if there is no answer
   */
  get(path: string): Promise<Answer> {
    const known = this.answers.get(path) ?? this.send({ path });
    this.answers.set(path, known);
    return known;
  }

  private send(asked: Request): Promise<Answer> {
    return this.connection.request({ ...asked, timeoutMs: Math.min(REQUEST_MS, this.left) });
  }
}

const objectList = z.object({ items: z.array(z.unknown()).nullish() });

/** What comes of a question, or nothing where it is refused: for what others can tell, too. */
export async function ifTold<Told>(question: Promise<Told>): Promise<Told | undefined> {
  try {
    return await question;
  } catch (error) {
    if (error instanceof ClusterFailure) return undefined;
    throw error;
  }
}

function expected<Shape extends z.ZodType>(
  { method = 'GET', path }: Request,
  { status, body }: Answer,
  shape: Shape,
): z.output<Shape> {
  if (status >= 300) throw refusal(method, path, status, body);
  const { data, success } = shape.safeParse(body);
  if (success) return data;
  const message = `${method} ${path.split('?')[0]} is answered with something else than Kubernetes would`;
  throw new ClusterFailure('refused', message);
}
