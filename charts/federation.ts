import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { FederationJobs, type FederationJobsProps } from '../constructs/federation-jobs';

/** The hub's scrape jobs, one per member. */
export class FederationChart extends Chart {
  /** The ConfigMaps with them. */
  readonly jobs: FederationJobs;

  constructor(scope: Construct, id: string, props: FederationJobsProps) {
    super(scope, id);
    this.jobs = new FederationJobs(this, 'jobs', props);
  }
}
