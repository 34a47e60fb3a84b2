import { z } from 'zod';
import { cores, memory } from './scalars';

const amounts = z.strictObject({
  cpu: cores('CPU cores, such as 250m or 2.').optional(),
  memory: memory('Memory, such as 512Mi.').optional(),
});

/** https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const resources = (whose: string, requests: string) =>
  z
    .strictObject({
      requests: amounts.meta({ description: 'What the scheduler sets aside.' }).optional(),
      limits: amounts.meta({ description: 'What the container may not exceed.' }).optional(),
    })
    .meta({
      description: `Resources of ${whose} container. Default: requests of ${requests} of memory.`,
    });
