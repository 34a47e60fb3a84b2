import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Labels } from '../model/types';
import { FEDERATION_DIR, INVENTORY_DIR } from '../prometheus/files';
import { ConfigMap } from './config-map';
import type { Mount } from './mount';

/** One of the ConfigMaps that members are spread over. */
export interface FederationConfigMap {
  readonly name: string;
  /** File names and their texts. */
  readonly files: Readonly<Record<string, string>>;
}

/** What the ConfigMaps are made from. */
export interface FederationJobsProps {
  readonly namespace: string;
  /** Labels of all of them. */
  readonly labels: Labels;
  /**
   * Annotations of all of them.
   *
   * @default - none
   */
  readonly annotations?: Labels | undefined;
  /** Those that the hub's Prometheus mounts, each with what it is told. */
  readonly configMaps: readonly FederationConfigMap[];
}

/** What the hub is told of each member, spread over several ConfigMaps: jobs, or names. */
export class FederationJobs extends Construct {
  /** The ConfigMaps, in the order given. */
  readonly configMaps: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: FederationJobsProps) {
    super(scope, id);
    const { namespace, labels, annotations } = props;
    this.configMaps = props.configMaps.map(
      ({ name, files }) =>
        new ConfigMap(this, name, { name, namespace, labels, annotations, files }).object,
    );
  }
}

/** All of the ConfigMaps as one directory. */
export function federationMount(configMaps: readonly string[]): Mount {
  return {
    path: FEDERATION_DIR,
    volume: {
      name: 'federation',
      projected: { sources: configMaps.map((name) => ({ configMap: { name, optional: true } })) },
    },
  };
}

/**
 * The inventory as one directory. Not optional: a hub that started without it would miss nobody,
 * and a kubelet keeps the files of a running pod when their ConfigMap is gone.
 *
 * @param further - ConfigMaps with rules that commands write, if they are there
 */
export function inventoryMount(configMaps: readonly string[], further: readonly string[]): Mount {
  return {
    path: INVENTORY_DIR,
    volume: {
      name: 'inventory',
      projected: {
        sources: [
          ...configMaps.map((name) => ({ configMap: { name } })),
          ...further.map((name) => ({ configMap: { name, optional: true } })),
        ],
      },
    },
  };
}
