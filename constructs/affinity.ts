import type { Labels } from '../model/types';
import type { Affinity } from './k8s';

/** Prefers a node of its own for every pod that has these labels. */
export function spreadOverNodes(matchLabels: Labels): Affinity {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            topologyKey: 'kubernetes.io/hostname',
            labelSelector: { matchLabels },
          },
        },
      ],
    },
  };
}
