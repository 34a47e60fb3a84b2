import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Alertmanager, type AlertmanagerProps } from '../constructs/alertmanager';

/** The hub's Alertmanager. */
export class AlertmanagerChart extends Chart {
  /** Alertmanager itself. */
  readonly alertmanager: Alertmanager;

  constructor(scope: Construct, id: string, props: AlertmanagerProps) {
    super(scope, id);
    this.alertmanager = new Alertmanager(this, 'alertmanager', props);
  }
}
