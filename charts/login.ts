import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Login, type LoginProps } from '../constructs/login';

/** What people log in to before they reach the hub's Prometheus. */
export class LoginChart extends Chart {
  /** The login itself. */
  readonly login: Login;

  constructor(scope: Construct, id: string, props: LoginProps) {
    super(scope, id);
    this.login = new Login(this, 'login', props);
  }
}
