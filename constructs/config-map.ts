import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Objects } from '../model/types';
import { KubeConfigMap, type KubeConfigMapProps } from './k8s';
import { metadata } from './metadata';

/** Kubernetes refuses more: https://kubernetes.io/docs/concepts/configuration/configmap/ */
const MOST_BYTES = 1024 * 1024;

/** Characters that fit whatever they are: none takes more than three bytes of UTF-8. */
export const FITTING_CHARACTERS = Math.floor(MOST_BYTES / 3);

export interface ConfigMapProps extends Objects {
  /** File names and their texts. */
  readonly files: Readonly<Record<string, string>>;
  /**
   * What is to be done when it is too large.
   *
   * @default - nothing that is known here
   */
  readonly advice?: string;
}

/** Files for a pod to mount. */
export class ConfigMap extends Construct {
  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    const empty = Object.keys(props.files).length === 0;
    const configMap: KubeConfigMapProps = {
      metadata: metadata(props),
      data: empty ? undefined : props.files,
    };
    // Not KubeConfigMap itself: its time grows with the square of the number of files.
    new ApiObject(this, 'config-map', { ...KubeConfigMap.GVK, ...configMap });
    this.node.addValidation({ validate: () => complaints(props) });
  }
}

/** Whether Kubernetes refuses a ConfigMap of these files. */
function tooLarge(files: ConfigMapProps['files']): boolean {
  return byteLength(files) > MOST_BYTES;
}

function complaints({ name, files, advice }: ConfigMapProps): string[] {
  if (!tooLarge(files)) return [];
  const found = `ConfigMap ${name} is too large, found ${byteLength(files)} bytes, Kubernetes takes ${MOST_BYTES}`;
  return [advice ? `${found}, ${advice}` : found];
}

function byteLength(files: ConfigMapProps['files']): number {
  return Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
