import type { ObjectRef } from '../client/resources';

/** `Kind namespace/name`, as messages call an object; without a namespace if it has none. */
export const nameOf = ({ kind, metadata: { namespace, name } }: ObjectRef): string =>
  `${kind} ${namespace ? `${namespace}/` : ''}${name}`;

/** Which object it is on its cluster, whatever the version of its kind. */
export function keyOf(object: ObjectRef): string {
  const { apiVersion } = object;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return `${group} ${nameOf(object)}`;
}

/** An object as a line of text: `apiVersion Kind namespace/name`. */
export const lineOf = (object: ObjectRef): string => `${object.apiVersion} ${nameOf(object)}`;

/** The object of such a line; undefined for another line. */
export function refIn(line: string): ObjectRef | undefined {
  const [apiVersion, kind, place, ...more] = line.trim().split(' ');
  if (!apiVersion || !kind || !place || more.length > 0) return undefined;
  const [name = '', namespace] = place.split('/').reverse();
  return { apiVersion, kind, metadata: namespace ? { name, namespace } : { name } };
}
