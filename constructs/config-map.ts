import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Objects } from '../model/types';
import { checkObjects } from './checks';
import { KubeConfigMap, type KubeConfigMapProps } from './k8s';
import { metadata } from './metadata';

/** Kubernetes refuses more: https://kubernetes.io/docs/concepts/configuration/configmap/ */
const MOST_BYTES = 1024 * 1024;

/** How Kubernetes has the keys of a ConfigMap. */
const KEY = /^(?!\.\.?$)[-._a-zA-Z0-9]{1,253}$/;

/** Characters that fit whatever they are: none takes more than three bytes of UTF-8. */
export const FITTING_CHARACTERS = Math.floor(MOST_BYTES / 3);

/** What a ConfigMap is made from. */
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
  /** The ConfigMap. */
  readonly object: ApiObject;

  constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    const empty = Object.keys(props.files).length === 0;
    const configMap: KubeConfigMapProps = {
      metadata: metadata(props),
      data: empty ? undefined : props.files,
    };
    // Not KubeConfigMap itself: its time grows with the square of the number of files.
    this.object = new ApiObject(this, 'config-map', { ...KubeConfigMap.GVK, ...configMap });
    this.node.addValidation({ validate: () => complaints(props) });
  }
}

/** Whether Kubernetes refuses a ConfigMap of these files. */
function tooLarge(files: ConfigMapProps['files']): boolean {
  return byteLength(files) > MOST_BYTES;
}

function complaints(props: ConfigMapProps): string[] {
  const { name, files, advice } = props;
  const keys = Object.keys(files).filter((key) => !KEY.test(key));
  const wrong = [
    ...checkObjects(props),
    ...keys.map(
      (key) =>
        `files: not the key of a ConfigMap, found ${JSON.stringify(key)}, write a file name such as prometheus.yml`,
    ),
  ];
  if (!tooLarge(files)) return wrong;
  const found = `ConfigMap ${name} is too large, found ${byteLength(files)} bytes, Kubernetes takes ${MOST_BYTES}`;
  return [...wrong, advice ? `${found}, ${advice}` : found];
}

function byteLength(files: ConfigMapProps['files']): number {
  return Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
