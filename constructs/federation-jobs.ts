import { Construct } from 'constructs';
import type { Labels } from '../model/types';
import { FEDERATION_DIR } from '../prometheus/files';
import { ConfigMap } from './config-map';
import type { Mount } from './mount';

/** A ConfigMap of federation jobs. */
export interface FederationConfigMap {
  readonly name: string;
  /** File names and their texts, a file per member. */
  readonly files: Readonly<Record<string, string>>;
}

export interface FederationJobsProps {
  readonly namespace: string;
  readonly labels: Labels;
  readonly configMaps: readonly FederationConfigMap[];
}

/** The federation jobs, a file per member, spread over several ConfigMaps. */
export class FederationJobs extends Construct {
  constructor(scope: Construct, id: string, props: FederationJobsProps) {
    super(scope, id);
    const { namespace, labels } = props;
    for (const { name, files } of props.configMaps) {
      new ConfigMap(this, name, { name, namespace, labels, files });
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
