import type { Component } from './components';
import type { Labels } from './types';

/** Labels of every object that promfleet makes, but Namespaces: they are shared. */
export const OWN_LABELS = {
  'app.kubernetes.io/part-of': 'promfleet',
  'app.kubernetes.io/managed-by': 'promfleet',
} as const;

/** Labels that select the pods of a component; they never change in the life of a release. */
export function selectorLabels({ app, component }: Component, release: string): Labels {
  return { app, component, release };
}

/**
 * Labels of every object of a component: the selector's and the recommended ones.
 *
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/
 *
 * @param release - absent for what belongs to no release
 * @param tag - of the image that the component runs, if any
 */
export function objectLabels(component: Component, release?: string, tag?: string): Labels {
  const version = tag === undefined ? undefined : versionLabel(tag);
  return {
    app: component.app,
    component: component.component,
    ...(release === undefined ? {} : { release, 'app.kubernetes.io/instance': release }),
    'app.kubernetes.io/name': component.application,
    'app.kubernetes.io/component': component.component,
    ...OWN_LABELS,
    ...(version === undefined ? {} : { 'app.kubernetes.io/version': version }),
  };
}

/** Labels, of the model or of an object, as a query asks for them: `app=prometheus,release=hub`. */
export const labelSelector = (labels: Readonly<Record<string, unknown>>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');

/** A tag without its `v`, as far as it is a label value. */
function versionLabel(tag: string): string | undefined {
  const [version] = /^[A-Za-z0-9_.-]{1,63}/.exec(tag.replace(/^v(?=\d)/, '')) ?? [];
  return version?.replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '') || undefined;
}
