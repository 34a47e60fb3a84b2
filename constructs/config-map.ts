import { Construct } from 'constructs';
import { KubeConfigMap } from './k8s';
import { metadata, type Part } from './labels';

export interface ConfigMapProps {
  readonly name: string;
  readonly namespace: string;
  readonly part: Part;
  /** File names and their texts. */
  readonly files: Readonly<Record<string, string>>;
}

/** Files for a pod to mount. */
export class ConfigMap extends Construct {
  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    new KubeConfigMap(this, 'config-map', {
      metadata: metadata(props.part, props.name, props.namespace),
      data: props.files,
    });
  }
}
