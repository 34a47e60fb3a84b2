import { CREDENTIAL_ENDS } from '../../../model/components/federation';
import { objectLabels } from '../../../model/labels';
import type { Hub } from '../../../model/types';
import {
  type CredentialEnd,
  credentialEndRules,
  EXPIRY,
  RENEWAL,
  TYPE_LABEL,
} from '../../../prometheus/rules/credential-ends';
import { yamlText } from '../../../yaml/write';
import { textAt } from '../../apply/field';
import type { KubeObject, ObjectRef } from '../../client/resources';

/** One of the ConfigMaps that say when credentials end. */
export const endsRef = ({ server: { namespace } }: Hub, name: string): ObjectRef => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
});

/**
 * A ConfigMap as the hub's pods mount it: beside the inventory, whose files have other names.
 *
 * @param there - as it is now; absent where it is not
 */
export function endsConfigMap(
  hub: Hub,
  name: string,
  ends: readonly CredentialEnd[],
  there?: KubeObject,
): KubeObject {
  const { metadata, ...kind } = endsRef(hub, name);
  const labels = objectLabels(CREDENTIAL_ENDS, hub.server.release);
  const sorted = [...ends].sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
  return {
    ...(there ?? { ...kind, metadata: { ...metadata, labels } }),
    data: { [fileOf(name)]: yamlText(credentialEndRules(hub, name, sorted)) },
  };
}

/**
 * What is recorded in a ConfigMap, of rules that are written as promfleet writes them. Nothing else is
 * taken over, whoever wrote it. A reader of YAML takes seconds for some thousand members.
 */
export function endsIn(hub: Hub, object: KubeObject): CredentialEnd[] {
  const text = textAt(object.data, fileOf(object.metadata.name)) ?? '';
  const found = new Map<string, Partial<CredentialEnd>>();
  for (const { groups = {} } of text.matchAll(rule(hub))) {
    const { record = '', time, cluster = '', type } = groups;
    const key = record === EXPIRY ? 'expires' : 'renewal';
    found.set(cluster, { ...found.get(cluster), cluster, type: type as Type, [key]: Number(time) });
  }
  return [...found.values()].filter(isWhole);
}

/** Whether two ConfigMaps say the same. */
export const saysTheSame = (one: KubeObject, other: KubeObject): boolean =>
  JSON.stringify(one.data) === JSON.stringify(other.data);

const fileOf = (name: string) => `${name}.yml`;

const TYPES = ['certificate', 'token'] as const satisfies readonly Type[];

type Type = CredentialEnd['type'];

/** A rule as it is written; texts that YAML would read as something else are in quotes. */
const rule = ({ clusterLabel }: Hub) =>
  new RegExp(
    [
      `^ +- record: (?<record>${EXPIRY}|${RENEWAL})`,
      ' +expr: vector\\((?<time>\\d{1,12})\\)',
      ' +labels:',
      ` +"?${clusterLabel}"?: "?(?<cluster>[a-z0-9-]{1,63})"?`,
      ` +${TYPE_LABEL}: (?<type>${TYPES.join('|')})$`,
    ].join('\n'),
    'gm',
  );

const isWhole = (end: Partial<CredentialEnd>): end is CredentialEnd =>
  end.expires !== undefined && end.renewal !== undefined;
