import { type Check, matching } from '../../language/check';
import { checkLabelKey } from '../../language/names';

/** Labels that pods are selected by, which never change in the life of a release. */
const SELECTED_BY: readonly string[] = ['app', 'component', 'release'];

/** Labels that Kubernetes or a standard of it sets, on pods or on Namespaces. */
const SET_BY_OTHERS: readonly string[] = [
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'kubernetes.io/metadata.name',
  'pod-security.kubernetes.io/enforce',
];

/** Of labels and annotations that promfleet, or who applies its objects, sets or reads. */
const PREFIXES: readonly string[] = ['app.kubernetes.io/', 'promfleet/'];

/** Labels that are not for the user to set, as a pattern of JSON Schema. */
export const OWN_LABEL = new RegExp(
  `^(?:(?:${[...SELECTED_BY, ...SET_BY_OTHERS].map(literal).join('|')})$|(?:${PREFIXES.map(literal).join('|')}))`,
);

/** The key of a label that people may give objects and pods. */
export const checkGivenLabel: Check = (key) =>
  checkLabelKey(key) ??
  (OWN_LABEL.test(key)
    ? `promfleet or Kubernetes sets this label, found ${JSON.stringify(key)}, write another`
    : undefined);

/**
 * Annotations that are not for the user to set: by prometheus.io/ the monitors find what they
 * scrape, and would find promfleet's own pods once more.
 */
export const OWN_ANNOTATION =
  /^(?:promfleet\/|prometheus\.io\/|kubernetes\.io\/service-account\.|argocd\.argoproj\.io\/sync-options$)/;

/** The key of an annotation that people may give objects and pods. */
export const checkGivenAnnotation: Check = (key) =>
  checkAnnotationKey(key) ??
  (OWN_ANNOTATION.test(key)
    ? `promfleet sets such annotations and reads them, found ${JSON.stringify(key)}, write another`
    : undefined);

/** Kubernetes compares the prefix of an annotation without regard to case. */
const checkAnnotationKey: Check = (key) =>
  checkLabelKey(key.toLowerCase()) === undefined
    ? undefined
    : matching(/$^/, 'the key of an annotation', 'one such as example.com/owner')(key);

function literal(text: string): string {
  return text.replaceAll('.', '\\.');
}
