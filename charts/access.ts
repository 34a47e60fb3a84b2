import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { FederationReader } from '../constructs/federation-reader';
import type { Reader } from '../model/types';

/** What lets the hub read a member. */
export class AccessChart extends Chart {
  constructor(scope: Construct, id: string, reader: Reader) {
    super(scope, id);
    new FederationReader(this, 'reader', reader);
  }
}
