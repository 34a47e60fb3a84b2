import type { Labels } from '../model/types';

/** What an object belongs to. */
export interface Part {
  /** Name of the release, such as `monitor`. */
  readonly release: string;
  /** What it does in the release, such as `pushgateway`. */
  readonly component: string;
  /** Name of the application.
   *
   * @default - prometheus
   */
  readonly app?: string;
}

/** Labels that select the pods of a component; they never change in the life of a release. */
export function selectorLabels({ release, component, app = 'prometheus' }: Part): Labels {
  return { app, component, release };
}

/**
 * Labels of every object of a component: the selector's and the recommended ones.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 */
export function partLabels(part: Part): Labels {
  const { app = 'prometheus', component, release } = part;
  return {
    ...selectorLabels(part),
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': 'promfleet',
    'app.kubernetes.io/managed-by': 'promfleet',
  };
}

/** Metadata of an object of a component. */
export function metadata(part: Part, name: string, namespace?: string) {
  return { name, namespace, labels: partLabels(part) };
}
