import { z } from 'zod';

/**
 * Says what is wrong with a value, or nothing when it is right.
 *
 * A message has the form `what is wrong, what was found, what would be right`.
 */
export type Check = (value: string) => string | undefined;

/** A string that has to pass `check`; `description` and `pattern` go into the JSON Schema. */
export function text(check: Check, description: string, pattern?: RegExp) {
  const schema = z.string().superRefine((value, context) => {
    const wrong = check(value);
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: wrong });
  });
  return schema.meta(pattern ? { description, pattern: pattern.source } : { description });
}

/** A check against one pattern: `what` names the thing, `right` is an example of a good one. */
export function matching(pattern: RegExp, what: string, right: string): Check {
  return (value) =>
    pattern.test(value) ? undefined : `not ${what}, found ${JSON.stringify(value)}, write ${right}`;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const DNS_SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
export const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`<duration>`) */
export const DURATION =
  /^(?=.)(([0-9]+)y)?(([0-9]+)w)?(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?$/;

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/ (`<size>`) */
export const SIZE = /^[0-9]+(\.[0-9]+)?(B|[KMGTPE]i?B)$/;

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const QUANTITY = /^[0-9]+(\.[0-9]+)?(m|[kKMGTPE]i?)?$/;
