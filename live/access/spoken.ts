import type { Right } from '../../model/reader-rights';

/** A right in words, such as `get services/proxy of prometheus:80` or `list secrets of monitoring`. */
export function spoken({ verb, resource, subresource, name, namespace }: Right): string {
  const what = subresource === undefined ? resource : `${resource}/${subresource}`;
  const of = name ?? namespace;
  return `${verb} ${what}${of === undefined ? '' : ` of ${of}`}`;
}
