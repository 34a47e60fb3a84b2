import { parse } from 'yaml';
import { isFields, type KubeObject, type Metadata } from './json';
import { apiVersionOf, type Kind } from './kinds';
import type { ResourceInfo } from './request';
import { ApiError, badRequest } from './status';

/** What is sent, JSON or YAML. */
export function parsed(body: string): unknown {
  try {
    return body.trimStart().startsWith('{') ? JSON.parse(body) : parse(body);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : '';
    throw badRequest(`error decoding: ${why}`);
  }
}

/**
 * An object that is sent, with the name and namespace of the path.
 *
 * @throws {ApiError} 400 where it is another than the path says.
 */
export function objectOf(body: string, kind: Kind, info: ResourceInfo): KubeObject {
  const sent = parsed(body);
  if (!isFields(sent)) throw badRequest('the body of the request is not an object');
  const metadata = isFields(sent.metadata) ? sent.metadata : {};
  const apiVersion = apiVersionOf(kind);
  if (sent.kind !== undefined && (sent.kind !== kind.kind || sent.apiVersion !== apiVersion)) {
    throw badRequest(
      `${sent.kind} in version "${sent.apiVersion}" cannot be handled as a ${kind.kind}: no kind "${sent.kind}" is registered for version "${sent.apiVersion}"`,
    );
  }
  const name = nameOf(metadata, kind, info);
  const { namespace } = info;
  if (metadata.namespace !== undefined && metadata.namespace !== (namespace ?? '')) {
    throw badRequest(
      namespace === undefined
        ? 'namespace is not allowed on this type'
        : `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
  const { namespace: _, ...rest } = metadata;
  const named: Metadata = { ...rest, name, ...(namespace === undefined ? {} : { namespace }) };
  return { ...sent, apiVersion, kind: kind.kind, metadata: named };
}

function nameOf(metadata: Record<string, unknown>, kind: Kind, info: ResourceInfo): string {
  const { name, generateName } = metadata;
  // What belongs to an object of another kind, such as a TokenRequest, has its name.
  if (info.name !== undefined && info.kind !== kind) return info.name;
  if (typeof name === 'string' && name !== '') {
    if (info.name !== undefined && name !== info.name) {
      throw badRequest(
        `the name of the object (${name}) does not match the name on the URL (${info.name})`,
      );
    }
    return name;
  }
  if (info.name !== undefined) return info.name;
  if (typeof generateName === 'string') return generateName + suffix();
  if (kind.virtual) return '';
  throw new ApiError(
    422,
    'Invalid',
    `${kind.kind} "" is invalid: metadata.name: Required value: name or generateName is required`,
    { kind: kind.kind },
  );
}

/** Kubernetes leaves out letters and digits that make words or are confused. */
const suffix = () =>
  Array.from(
    { length: 5 },
    () => 'bcdfghjklmnpqrstvwxz2456789'[Math.floor(Math.random() * 27)],
  ).join('');
