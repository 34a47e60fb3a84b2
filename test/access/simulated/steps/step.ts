/** A request that a real and a simulated API server are to answer alike. */
export interface Step {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly type?: string;
  /** Asks with the token of this account, which a step has made before. @default - as administrator */
  readonly account?: string;
}

const APPLY = 'application/apply-patch+yaml';
/** Where the objects are that are asked for. */
export const CORE = '/api/v1/namespaces/compared';

/** An object in that namespace. */
export const object = (kind: string, name: string, rest: object = {}, apiVersion = 'v1') => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'compared' },
  ...rest,
});

/** A request, by the administrator and in JSON unless said otherwise. */
export const step = (
  title: string,
  method: string,
  path: string,
  body?: unknown,
  rest: object = {},
): Step => ({
  title,
  method,
  path,
  body,
  ...rest,
});

/** A server-side apply. */
export const applying = (
  title: string,
  manager: string,
  path: string,
  body: unknown,
  query = '',
): Step =>
  step(title, 'PATCH', `${path}?fieldManager=${encodeURIComponent(manager)}${query}`, body, {
    type: APPLY,
  });
