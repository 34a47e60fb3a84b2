import { Construct } from 'constructs';
import type { Login as LoginModel, Workload } from '../model/types';
import { spreadOverNodes } from './affinity';
import { Door, throughDoor } from './door';
import { KubeDeployment } from './k8s';
import { loginContainer, loginVolumes } from './login-container';
import { metadata } from './metadata';
import { Allow, dns, podsWith, tcp, toIssuer } from './network-policy';
import { podTemplate } from './pod';
import { DisruptionBudget } from './replicas';
import { Account, Service } from './service';

export interface LoginProps {
  readonly login: LoginModel;
  /** Labels and port of the pods of the Prometheus behind it. */
  readonly prometheus: Pick<Workload, 'selector' | 'port'>;
}

/** What stands in front of the hub's Prometheus; without its Secret it does not start. */
export class Login extends Construct {
  constructor(scope: Construct, id: string, { login, prometheus }: LoginProps) {
    super(scope, id);
    const { highlyAvailable, selector, port, oidc, door } = login;
    new Account(this, 'account', login);
    new Service(this, 'service', { workload: login });
    new KubeDeployment(this, 'deployment', {
      metadata: metadata(login),
      spec: {
        replicas: login.replicas,
        selector: { matchLabels: selector },
        template: podTemplate(login, {
          affinity: highlyAvailable ? spreadOverNodes(selector) : undefined,
          containers: [loginContainer(login)],
          volumes: loginVolumes(login),
        }),
      },
    });
    if (highlyAvailable) new DisruptionBudget(this, 'budget', login);
    new Door(this, 'door', { workload: login, door });
    new Allow(this, 'policy', login, {
      ingress: [throughDoor(port, door)],
      egress: [
        dns,
        { to: [podsWith(prometheus.selector)], ports: tcp(prometheus.port) },
        ...(oidc ? [toIssuer(oidc)] : []),
      ],
    });
  }
}
