import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Labels, Workload } from '../model/types';
import { checkWorkload } from './checks';

/**
 * What runs: pods, and the Service that leads to them.
 *
 * Its objects are attributes, so that whoever composes it can patch them
 * (`component.service.addJsonPatch(…)`) and refer to them by `name` and `kind`.
 */
export abstract class Component extends Construct {
  /** Namespace of its objects. */
  readonly namespace: string;
  /** Labels that select its pods, and never change in the life of a release. */
  readonly selector: Labels;
  /** Port of its Service. */
  readonly port: number;
  /** Port that its pods listen on: what a NetworkPolicy names. */
  readonly podPort: number;
  /** Its Service, by whose `name` others find it. */
  abstract readonly service: ApiObject;

  constructor(scope: Construct, id: string, workload: Workload) {
    super(scope, id);
    this.namespace = workload.namespace;
    this.selector = workload.selector;
    this.port = workload.servicePort;
    this.podPort = workload.port;
    this.node.addValidation({ validate: () => checkWorkload(workload) });
  }

  /** URL of its Service for pods of the same cluster. */
  get url(): string {
    return `http://${this.service.name}.${this.namespace}.svc:${this.port}`;
  }
}
