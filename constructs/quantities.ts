import type { Resources } from '../model/types';
import { Quantity, type ResourceRequirements } from './k8s';

/** Resources of a container in Kubernetes's own types. */
export function requirements({ requests, limits }: Resources): ResourceRequirements {
  return { requests: quantities(requests), limits: quantities(limits) };
}

function quantities(amounts: Resources['requests']): Record<string, Quantity> | undefined {
  if (!amounts) return undefined;
  const given = Object.entries(amounts).filter(([, amount]) => amount !== undefined);
  return Object.fromEntries(given.map(([name, amount]) => [name, Quantity.fromString(amount)]));
}
