import { z } from 'zod';
import { checkObjectName } from '../../language/names';
import { text } from './formats';
import { kubernetesLabelValue, labelSelector, valuesOfOperator } from './label-selector';
import { count, dnsLabel, labelKey } from './scalars';

/*
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
 */

const REQUIRED = 'What has to be so when a pod is placed.';
const PREFERRED = 'What had better be so when a pod is placed.';

const nodeLabels = z
  .strictObject({
    key: labelKey('Key of the node label.'),
    operator: z
      .enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'])
      .meta({ description: 'How the label is compared.' }),
    values: z
      .array(kubernetesLabelValue('Value of the label.'))
      .meta({ description: 'What it is compared with; a whole number for Gt and Lt.' })
      .optional(),
  })
  .superRefine(valuesOfOperator);

const nodeFields = z.strictObject({
  key: z.enum(['metadata.name']).meta({ description: 'Field of the node.' }),
  operator: z.enum(['In', 'NotIn']).meta({ description: 'How the field is compared.' }),
  values: z
    .array(text(checkObjectName, 'Name of a node.'))
    .length(1, { message: 'a field is compared with one value, write the name of one node' })
    .meta({ description: 'Name of a node.' }),
});

const nodeSelectorTerm = z
  .strictObject({
    matchExpressions: z
      .array(nodeLabels)
      .meta({ description: "What has to be true of the node's labels, all of it." })
      .optional(),
    matchFields: z
      .array(nodeFields)
      .meta({ description: "What has to be true of the node's fields, all of it." })
      .optional(),
  })
  .meta({ id: 'nodeSelectorTerm', description: 'Which nodes are meant.' });

const weight = count(1, 'How much it counts against other preferences, 1 to 100.', 100);

const nodeAffinity = z
  .strictObject({
    requiredDuringSchedulingIgnoredDuringExecution: z
      .strictObject({
        nodeSelectorTerms: z
          .array(nodeSelectorTerm)
          .min(1)
          .meta({ description: 'Which nodes are meant; one of these has to fit.' }),
      })
      .meta({ description: REQUIRED })
      .optional(),
    preferredDuringSchedulingIgnoredDuringExecution: z
      .array(z.strictObject({ weight, preference: nodeSelectorTerm }))
      .meta({ description: PREFERRED })
      .optional(),
  })
  .meta({ id: 'nodeAffinity', description: 'The nodes that pods are placed on.' });

const podAffinityTerm = z
  .strictObject({
    topologyKey: labelKey('Node label: nodes with the same value of it are one place.'),
    labelSelector: labelSelector.meta({ description: 'The pods that are meant.' }).optional(),
    namespaces: z
      .array(dnsLabel('Name of a namespace.'))
      .meta({ description: "Their namespaces. Default: the pod's own." })
      .optional(),
    namespaceSelector: labelSelector
      .meta({ description: 'Their namespaces, by labels.' })
      .optional(),
  })
  .meta({ id: 'podAffinityTerm', description: 'The pods that are meant, and how near.' });

const podAffinity = (description: string) =>
  z
    .strictObject({
      requiredDuringSchedulingIgnoredDuringExecution: z
        .array(podAffinityTerm)
        .meta({ description: REQUIRED })
        .optional(),
      preferredDuringSchedulingIgnoredDuringExecution: z
        .array(z.strictObject({ weight, podAffinityTerm }))
        .meta({ description: PREFERRED })
        .optional(),
    })
    .meta({ description });

/** Which nodes pods are placed on, and near which other pods. */
export const affinity = z
  .strictObject({
    nodeAffinity: nodeAffinity.optional(),
    podAffinity: podAffinity('The pods that they are placed near.').optional(),
    podAntiAffinity: podAffinity('The pods that they are placed away from.').optional(),
  })
  .meta({
    id: 'affinity',
    description:
      "Affinity of all pods but node-exporter's. Default: replicas prefer a node of their own.",
  });
