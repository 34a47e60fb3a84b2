import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkDnsLabel } from '../language/names';
import type { Labels } from '../model/types';
import { KubeNamespace } from './k8s';

/** What a Namespace is made from. */
export interface NamespaceProps {
  readonly name: string;
  /** Whether every pod in it has to meet the *restricted* Pod Security Standard. */
  readonly restricted: boolean;
  /**
   * Labels that it has beside promfleet's own.
   *
   * @default - none
   */
  readonly labels?: Labels | undefined;
  /**
   * Annotations that it has beside promfleet's own.
   *
   * @default - none
   */
  readonly annotations?: Labels | undefined;
}

/** A namespace, which outlives the manifest that made it: deleting it deletes all that is in it. */
export class Namespace extends Construct {
  /** The Namespace. */
  readonly object: ApiObject;

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    this.object = new KubeNamespace(this, 'namespace', {
      metadata: {
        name: props.name,
        labels: {
          'app.kubernetes.io/managed-by': 'promfleet',
          ...(props.restricted ? { 'pod-security.kubernetes.io/enforce': 'restricted' } : {}),
          ...props.labels,
        },
        annotations: {
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
          ...props.annotations,
        },
      },
    });
    this.node.addValidation({
      validate: () => [checkDnsLabel(props.name)].flatMap((wrong) => wrong ?? []),
    });
  }
}
