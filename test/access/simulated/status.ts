import type { Fields } from './json';
import type { Kind } from './kinds';
import { qualified } from './kinds';

/** A request that is refused, as a Status of the Kubernetes API. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: Fields,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** What is answered. */
  get status(): Fields {
    const { code, reason, message, details } = this;
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason === '' ? {} : { reason }),
      ...(details ? { details } : {}),
      code,
    };
  }
}

export const unauthorized = () => new ApiError(401, 'Unauthorized', 'Unauthorized');

export const notFound = (kind: Kind, name: string) =>
  new ApiError(404, 'NotFound', `${qualified(kind)} "${name}" not found`, about(kind, name));

export const alreadyExists = (kind: Kind, name: string) =>
  new ApiError(
    409,
    'AlreadyExists',
    `${qualified(kind)} "${name}" already exists`,
    about(kind, name),
  );

export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message);

/** The object was changed by someone else, or is another one. */
export const changed = (kind: Pick<Kind, 'group' | 'resource'>, name: string, why: string) =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(kind)} "${name}": ${why}`,
    about(kind, name),
  );

/**
 * @param cause - what Kubernetes says behind the field: `Required value` …
 */
export function invalid(kind: Kind, name: string, field: string, reason: string, cause: string) {
  return new ApiError(
    422,
    'Invalid',
    `${kind.kind}${kind.group === '' ? '' : `.${kind.group}`} "${name}" is invalid: ${field}: ${cause}`,
    {
      ...(name ? { name } : {}),
      ...(kind.group === '' ? {} : { group: kind.group }),
      kind: kind.kind,
      causes: [{ reason, message: cause, field }],
    },
  );
}

export const tooLarge = (limit: number) =>
  new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`);

export const unavailable = (message: string) => new ApiError(503, 'ServiceUnavailable', message);

export const about = ({ group, resource }: { group: string; resource: string }, name?: string) => ({
  ...(name ? { name } : {}),
  ...(group === '' ? {} : { group }),
  kind: resource,
});
