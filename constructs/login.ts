import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Login as LoginModel, Workload } from '../model/types';
import { spreadOverNodes } from './affinity';
import { Component } from './component';
import { Door, throughDoor } from './door';
import { loginContainer, loginVolumes } from './login-container';
import { metadata } from './metadata';
import { Allow, dns, podsWith, tcp, toIssuer } from './network-policy';
import { PlacedDeployment } from './placed';
import { podTemplate } from './pod';
import { DisruptionBudget } from './replicas';
import { Account, Service } from './service';

/** What a login is made from. */
export interface LoginProps {
  /** Its names, image, ports, replicas, and who is let in. */
  readonly login: LoginModel;
  /** Labels and port of the pods of the Prometheus behind it. */
  readonly prometheus: Pick<Workload, 'selector' | 'port'>;
}

/** What stands in front of the hub's Prometheus; without its Secret it does not start. */
export class Login extends Component {
  /** Its ServiceAccount. */
  readonly account: ApiObject;
  readonly service: ApiObject;
  /** Its Deployment. */
  readonly deployment: ApiObject;
  /** Its PodDisruptionBudget; absent where it has one replica. */
  readonly budget?: ApiObject | undefined;
  /** Leads people to it from outside the cluster. */
  readonly door: Door;
  /** Its NetworkPolicy; absent where none are written. */
  readonly policy?: ApiObject | undefined;

  constructor(scope: Construct, id: string, { login, prometheus }: LoginProps) {
    super(scope, id, login);
    const { highlyAvailable, selector, port, oidc, door } = login;
    this.account = new Account(this, 'account', login).object;
    this.service = new Service(this, 'service', { workload: login }).object;
    this.deployment = new PlacedDeployment(this, 'deployment', login, {
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
    if (highlyAvailable) this.budget = new DisruptionBudget(this, 'budget', login).object;
    this.door = new Door(this, 'door', { workload: login, door });
    this.policy = new Allow(this, 'policy', login, {
      ingress: [throughDoor(port, door)],
      egress: [
        dns,
        { to: [podsWith(prometheus.selector)], ports: tcp(prometheus.port) },
        ...(oidc ? [toIssuer(oidc)] : []),
      ],
    }).object;
  }
}
