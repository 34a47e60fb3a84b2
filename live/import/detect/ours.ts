import { z } from 'zod';
import { MONITOR_PROMETHEUS } from '../../../model/components/prometheus';
import { objectLabels } from '../../../model/labels';

/** Labels of an object. */
export const labels = z.record(z.string(), z.string()).default({});

const PART_OF = 'app.kubernetes.io/part-of';

/** Whether an object is one that promfleet made, by applying it or with its Helm charts. */
export const isOurs = (labels: Readonly<Record<string, string>>): boolean =>
  labels[PART_OF] === objectLabels(MONITOR_PROMETHEUS)[PART_OF];
