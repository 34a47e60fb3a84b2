import type { Resources, Workload } from '../model/types';
import {
  type Container,
  type PodSpec,
  type PodTemplateSpec,
  Quantity,
  type ResourceRequirements,
} from './k8s';
import { restrictedContainer, restrictedPod } from './security';

/** What a pod has beside the things that all pods have. */
export interface PodProps extends Omit<PodSpec, 'automountServiceAccountToken'> {
  readonly containers: Container[];
  /**
   * Whether it gets a token for its own API server.
   *
   * @default false
   */
  readonly apiToken?: boolean;
  /**
   * Annotations of the pods.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The pods of a workload: its account, its pull secrets, the restricted security context, and what the
 * fleet file says that all pods have. Where they run is for `placed.ts` to say.
 */
export function podTemplate(workload: Workload, props: PodProps): PodTemplateSpec {
  const { apiToken = false, annotations: own, ...spec } = props;
  const { labels, annotations, priorityClassName } = workload.pod ?? {};
  return {
    metadata: {
      labels: labels ? { ...workload.labels, ...labels } : workload.labels,
      ...(own || annotations ? { annotations: { ...own, ...annotations } } : {}),
    },
    spec: {
      serviceAccountName: workload.name,
      automountServiceAccountToken: apiToken,
      imagePullSecrets: workload.imagePullSecrets?.map((name) => ({ name })),
      securityContext: restrictedPod(workload.user),
      ...(priorityClassName === undefined ? {} : { priorityClassName }),
      ...spec,
    },
  };
}

/** The container of a workload, with its port and resources. */
export function container(workload: Workload, props: Partial<Container> = {}): Container {
  return {
    name: workload.container,
    image: workload.image,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: workload.port }],
    resources: requirements(workload.resources),
    securityContext: restrictedContainer(),
    ...props,
  };
}

/** Resources of a container in Kubernetes's own types. */
function requirements({ requests, limits }: Resources): ResourceRequirements {
  return { requests: quantities(requests), limits: quantities(limits) };
}

function quantities(
  amounts: Resources['requests'],
): Record<string, ReturnType<typeof Quantity.fromString>> | undefined {
  if (!amounts) return undefined;
  const given = Object.entries(amounts).filter(([, amount]) => amount !== undefined);
  return Object.fromEntries(given.map(([name, amount]) => [name, Quantity.fromString(amount)]));
}
