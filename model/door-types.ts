import type { FleetFile } from '../inventory/schema/fleet';
import type { NamespaceSelector, Workload } from './workload-types';

type Entry = FleetFile['hub'];

export type Ingress = NonNullable<Entry['ingress']>;
export type HttpRoute = NonNullable<Entry['httpRoute']>;

/** How people come to a workload from outside its cluster. */
export interface Door {
  readonly ingress?: Ingress | undefined;
  readonly httpRoute?: HttpRoute | undefined;
  /** Namespaces that its requests come from; absent: from everywhere. */
  readonly namespaces?: NamespaceSelector | undefined;
}

/** Where an issuer is reached. */
export interface Issuer {
  /** Ports of its URLs; absent: any. */
  readonly ports?: readonly number[] | undefined;
}

/** By OpenID Connect: what oauth2-proxy is told. */
export type OidcLogin = NonNullable<NonNullable<Entry['login']>['oidc']> & Issuer;

/** What stands in front of the hub's Prometheus for those who come from outside. */
export interface Login extends Workload {
  readonly replicas: number;
  readonly highlyAvailable: boolean;
  /** URL of the Prometheus inside the cluster. */
  readonly upstream: string;
  /** Its Secret: of the issuer's client or of names and passwords, and of cookies in any case. */
  readonly secret: string;
  /** Absent: by names and passwords. */
  readonly oidc?: OidcLogin | undefined;
  /** Without an Ingress and an HTTPRoute people come by other ways than the fleet file's. */
  readonly door: Door;
}
