import { Construct } from 'constructs';
import { FEDERATION_DIR } from '../prometheus/files';
import { ConfigMap } from './config-map';
import type { Part } from './labels';
import type { Mount } from './prometheus-stateful-set';

/** A ConfigMap of federation jobs. */
export interface FederationConfigMap {
  readonly name: string;
  /** File names and their texts, a file per member. */
  readonly files: Readonly<Record<string, string>>;
}

export interface FederationJobsProps {
  readonly namespace: string;
  readonly part: Part;
  readonly configMaps: readonly FederationConfigMap[];
}

/** The federation jobs, a file per member, spread over several ConfigMaps. */
export class FederationJobs extends Construct {
  constructor(scope: Construct, id: string, props: FederationJobsProps) {
    super(scope, id);
    const { namespace, part } = props;
    for (const { name, files } of props.configMaps) {
      new ConfigMap(this, name, { name, namespace, part, files });
    }
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
