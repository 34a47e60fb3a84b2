import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { FederationReader, type FederationReaderProps } from '../constructs/federation-reader';

/** What lets the hub read a member. */
export class AccessChart extends Chart {
  constructor(scope: Construct, id: string, props: FederationReaderProps) {
    super(scope, id);
    new FederationReader(this, 'reader', props);
  }
}
