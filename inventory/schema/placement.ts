import { z } from 'zod';
import { affinity } from './affinity';
import { text } from './formats';
import { kubernetesLabelValue, labelSelector } from './label-selector';
import { checkGivenAnnotation, checkGivenLabel, OWN_ANNOTATION, OWN_LABEL } from './own-labels';
import { count, labelKey, objectName } from './scalars';

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
const toleration = z
  .strictObject({
    key: labelKey('Key of the taint. Default: any, with the operator Exists.').optional(),
    operator: z
      .enum(['Exists', 'Equal'])
      .meta({ description: 'Whether the value of the taint has to be `value`. Default: Equal.' })
      .optional(),
    value: kubernetesLabelValue('Value of the taint.').optional(),
    effect: z
      .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
      .meta({ description: 'Effect of the taint. Default: any.' })
      .optional(),
    tolerationSeconds: count(
      0,
      'How many seconds a pod stays on a node with the taint; with the effect NoExecute only. Default: for good.',
    ).optional(),
  })
  .superRefine(({ key, operator, value, effect, tolerationSeconds }, context) => {
    const refuse = (at: string, message: string) =>
      context.addIssue({ code: 'custom', path: [at], message });
    if (operator === 'Exists' && value !== undefined && value !== '') {
      refuse(
        'value',
        `Exists compares with no value, found ${JSON.stringify(value)}, leave it out or write \`operator: Equal\``,
      );
    }
    if (key === undefined && operator !== 'Exists') {
      const message = `a toleration without a key is for every taint, found ${operator ?? 'no operator'}, write \`operator: Exists\` or a key`;
      context.addIssue({ code: 'custom', path: operator ? ['operator'] : [], message });
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      refuse(
        'tolerationSeconds',
        `only NoExecute ends pods that run, found ${effect ?? 'no effect'}, write \`effect: NoExecute\` or leave it out`,
      );
    }
  });

const POLICY = ['Honor', 'Ignore'] as const;

/** https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
const spread = z
  .strictObject({
    maxSkew: count(1, 'By how many pods places may differ.'),
    topologyKey: labelKey('Node label: nodes with the same value of it are one place.'),
    whenUnsatisfiable: z
      .enum(['DoNotSchedule', 'ScheduleAnyway'])
      .meta({ description: 'What is done with a pod that would make them differ by more.' }),
    labelSelector: labelSelector
      .refine((selector) => Object.keys(selector).length > 0, {
        message:
          'an empty selector says nothing, found {}, write `matchLabels: {}` for every pod of the namespace, or leave it out',
      })
      .meta({ description: 'The pods that are counted. Default: those of the workload.' })
      .optional(),
    minDomains: count(1, 'How many places there have to be; with DoNotSchedule only.').optional(),
    nodeAffinityPolicy: z
      .enum(POLICY)
      .meta({ description: 'Whether nodes that affinity rules out are left out. Default: Honor.' })
      .optional(),
    nodeTaintsPolicy: z
      .enum(POLICY)
      .meta({ description: 'Whether nodes that taints rule out are left out. Default: Ignore.' })
      .optional(),
  })
  .superRefine(({ minDomains, whenUnsatisfiable }, context) => {
    if (minDomains === undefined || whenUnsatisfiable === 'DoNotSchedule') return;
    const message = `so many places are asked for with DoNotSchedule only, found ${whenUnsatisfiable}, leave minDomains out`;
    context.addIssue({ code: 'custom', path: ['minDomains'], message });
  });

/** Kubernetes refuses two of one place and one consequence. */
function spreadOnce(constraints: readonly z.infer<typeof spread>[], context: z.RefinementCtx) {
  const seen = new Set<string>();
  for (const [index, { topologyKey, whenUnsatisfiable }] of constraints.entries()) {
    const key = `${topologyKey} ${whenUnsatisfiable}`;
    if (seen.has(key)) {
      const message = `pods are spread over ${topologyKey} once with ${whenUnsatisfiable}, found a second time, leave it out`;
      context.addIssue({ code: 'custom', path: [index, 'topologyKey'], message });
    }
    seen.add(key);
  }
}

/** Kubernetes takes 256 KiB of an object; most of it is Alertmanager's configuration. */
const MOST_BYTES = 4096;

const annotations = (description: string) =>
  z
    .record(
      text(checkGivenAnnotation, 'Key of an annotation.').meta({
        not: { pattern: OWN_ANNOTATION.source },
      }),
      z.string().meta({ description: 'Value of the annotation.' }),
    )
    .superRefine((given, context) => {
      const bytes = Buffer.byteLength(Object.entries(given).flat().join(''));
      if (bytes <= MOST_BYTES) return;
      const message = `annotations are short notes, found ${bytes} bytes of them, write at most ${MOST_BYTES}`;
      context.addIssue({ code: 'custom', message });
    })
    .meta({ description });

const givenLabels = (description: string) =>
  z
    .record(
      text(checkGivenLabel, 'Key of a label.').meta({ not: { pattern: OWN_LABEL.source } }),
      kubernetesLabelValue('Value of the label.'),
    )
    .meta({ description });

/** Where pods run, and what they and all other objects are called by: in members and at the hub. */
export const placement = {
  nodeSelector: z
    .record(labelKey('Key of a node label.'), kubernetesLabelValue('Value of the label.'))
    .meta({
      description: "Labels of the nodes that all pods run on, but node-exporter's. Default: none.",
    })
    .optional(),
  tolerations: z
    .array(toleration)
    .meta({
      description:
        'Taints that all pods tolerate; node-exporter tolerates every taint. Default: none.',
    })
    .optional(),
  affinity: affinity.optional(),
  topologySpreadConstraints: z
    .array(spread)
    .superRefine(spreadOnce)
    .meta({
      description:
        "How the pods of each workload but node-exporter's are spread over places. Default: none.",
    })
    .optional(),
  priorityClassName: objectName('PriorityClass of all pods. Default: none.').optional(),
  podAnnotations: annotations('Annotations of all pods. Default: none.').optional(),
  podLabels: givenLabels('Labels of all pods. Default: none.').optional(),
  commonLabels: givenLabels(
    'Labels of all objects and all pods, never in selectors. Default: none.',
  ).optional(),
  commonAnnotations: annotations(
    'Annotations of all objects, not of pods. Default: none.',
  ).optional(),
};
