import type { MonitorEntry } from '../inventory/schema/fleet';
import type { Labels, PodSettings } from './types';

/** Where pods run and what objects are called by, as `monitor` and `hub` say it. */
export type PlacementEntry = Pick<
  MonitorEntry,
  | 'nodeSelector'
  | 'tolerations'
  | 'affinity'
  | 'topologySpreadConstraints'
  | 'priorityClassName'
  | 'podAnnotations'
  | 'podLabels'
  | 'commonLabels'
  | 'commonAnnotations'
>;

/** What all objects of a release have, and where its pods run; empty where nothing is said. */
export interface Placement {
  readonly pod?: PodSettings;
  readonly commonLabels?: Labels;
  readonly commonAnnotations?: Labels;
}

/** What a release says of all of its objects and pods. */
export function placement(entry: PlacementEntry): Placement {
  const { nodeSelector, affinity, priorityClassName } = entry;
  const { tolerations, topologySpreadConstraints } = entry;
  const pod: PodSettings = {
    ...(some(nodeSelector) && { nodeSelector }),
    ...(tolerations?.length && { tolerations }),
    ...(affinity && { affinity }),
    ...(topologySpreadConstraints?.length && { topologySpreadConstraints }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(some(entry.podAnnotations) && { annotations: entry.podAnnotations }),
    ...(some(entry.podLabels) && { labels: entry.podLabels }),
  };
  return {
    ...(some(pod) && { pod }),
    ...(some(entry.commonLabels) && { commonLabels: entry.commonLabels }),
    ...(some(entry.commonAnnotations) && { commonAnnotations: entry.commonAnnotations }),
  };
}

function some<Value extends object>(value: Value | undefined): value is Value {
  return value !== undefined && Object.keys(value).length > 0;
}

/** The labels and annotations of an object, with those that all objects of its release have. */
export function described(
  labels: Labels,
  { commonLabels, commonAnnotations }: Placement,
): { readonly labels: Labels; readonly annotations?: Labels } {
  return {
    labels: commonLabels ? { ...labels, ...commonLabels } : labels,
    ...(commonAnnotations && { annotations: commonAnnotations }),
  };
}
