import { OWN_LABELS } from '../../model/labels';
import type { Hub } from '../../model/types';
import { drillRules } from '../../prometheus/rules/inventory';
import { yamlText } from '../../yaml/write';
import { textAt } from '../apply/field';
import { FIELD_MANAGER } from '../client/field-manager';
import type { KubeObject, ObjectRef } from '../client/resources';

/** A drill that was begun. */
interface Standing {
  /** Empty where the ConfigMap does not say. */
  readonly cluster: string;
  /** When it ends by itself, in milliseconds since 1970; NaN where the ConfigMap does not say. */
  readonly end: number;
}

/** Field manager of the ConfigMap. */
export const DRILL_MANAGER = `${FIELD_MANAGER}:drill`;

/** What is known of a drill without reading its rules. */
const ANNOTATIONS = { cluster: 'promfleet/drill-cluster', end: 'promfleet/drill-end' } as const;

/** One of the files that the hub's Prometheus takes for its inventory. */
const FILE = 'drill.yml';

/** Which ConfigMap it is. */
export const drillRef = ({ drillConfigMap: name, server: { namespace } }: Hub): ObjectRef => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
});

/**
 * The rules of a drill as the hub's pods mount them.
 *
 * @param end - milliseconds since 1970
 */
export function drillConfigMap(hub: Hub, cluster: string, end: number): KubeObject {
  const { metadata, ...kind } = drillRef(hub);
  return {
    ...kind,
    metadata: {
      ...metadata,
      labels: OWN_LABELS,
      annotations: {
        [ANNOTATIONS.cluster]: cluster,
        [ANNOTATIONS.end]: new Date(end).toISOString(),
      },
    },
    data: { [FILE]: yamlText(drillRules(hub, cluster, Math.floor(end / 1000))) },
  };
}

/** The drill that a ConfigMap is. */
export function drillIn({ metadata: { annotations } }: KubeObject): Standing {
  return {
    cluster: textAt(annotations, ANNOTATIONS.cluster) ?? '',
    end: Date.parse(textAt(annotations, ANNOTATIONS.end) ?? ''),
  };
}
