import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { FederationReader } from '../constructs/federation-reader';
import type { Reader } from '../model/types';

/** What lets the hub read a member. */
export class AccessChart extends Chart {
  /** The reader's Role and whom it is given to. */
  readonly reader: FederationReader;

  constructor(scope: Construct, id: string, reader: Reader) {
    super(scope, id);
    this.reader = new FederationReader(this, 'reader', reader);
  }
}
