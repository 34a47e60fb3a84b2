import type { MonitorEntry } from '../inventory/schema/fleet';

export type Resources = NonNullable<MonitorEntry['resources']>;
export type Labels = Readonly<Record<string, string>>;

/** Selects namespaces, as Kubernetes's own selectors do. */
export interface NamespaceSelector {
  readonly matchLabels: Labels;
}

/** Where objects live, and what they are labelled with. */
export interface Objects {
  /** Name of the component's objects. */
  readonly name: string;
  readonly namespace: string;
  /** Labels of all of them. */
  readonly labels: Labels;
  /** Annotations of all of them; absent where there are none. */
  readonly annotations?: Labels | undefined;
}

/** Where pods run, and what they have beside that, as the fleet file says it. */
export interface PodSettings
  extends Pick<
    MonitorEntry,
    'nodeSelector' | 'tolerations' | 'affinity' | 'topologySpreadConstraints' | 'priorityClassName'
  > {
  readonly annotations?: Labels;
  readonly labels?: Labels;
}

/** A component as deployed in one place: what every construct of one is given. */
export interface Workload extends Objects {
  /** Labels that select its pods. */
  readonly selector: Labels;
  /** Name of its container. */
  readonly container: string;
  readonly image: string;
  /** Names of Secrets with the registry's credentials; absent where there are none. */
  readonly imagePullSecrets?: readonly string[];
  /** Port its container listens on. */
  readonly port: number;
  readonly servicePort: number;
  /** Numeric id of the user that the image runs as. */
  readonly user: number;
  readonly resources: Resources;
  /** Whether NetworkPolicies are written. */
  readonly networkPolicies: boolean;
  /** Absent: they run wherever Kubernetes puts them. */
  readonly pod?: PodSettings;
}

/** A Secret as a pod mounts it. */
export interface MountedSecret {
  readonly name: string;
  /** Name of its volume: that of the Secret can be longer than volumes' are. */
  readonly volume: string;
}
