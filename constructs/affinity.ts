import type { Affinity } from './k8s';
import { type Part, selectorLabels } from './labels';

/** Prefers a node of its own for every pod of a component. */
export function spreadOverNodes(part: Part): Affinity {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: { matchLabels: selectorLabels(part) },
          },
        },
      ],
    },
  };
}
