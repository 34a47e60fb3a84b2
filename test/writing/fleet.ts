import { randomInt } from 'node:crypto';
import { only, rendered } from '../fleet';
import type { PodOptions } from './pod';

/** A fleet of one member, whose parts are as they are written: keys of YAML's flow style. */
export interface Parts {
  readonly hub?: string;
  readonly cluster?: string;
  readonly monitor?: string;
}

/**
 * Everything is soon, and an alert fires at once. It may do so before its Alertmanager is known, and is
 * sent anew after a second then, not a minute.
 */
const SOON =
  'scrapeInterval: 1s, args: [--rules.alert.resend-delay=1s], rules: [{ name: g, rules: [{ alert: Always, expr: vector(1), labels: { promfleet: federate } }] }]';

export const fleetOf = ({ hub = '', cluster = '', monitor = '' }: Parts): string =>
  [
    `hub: { cluster: home, storage: 1Gi, grafana: { enabled: false }, ${SOON}${hub && `, ${hub}`} }`,
    'clusters:',
    `  - { name: member, server: 'https://member.internal:6443', labels: { region: eu }, monitor: { kubelet: {}, ${SOON}${monitor && `, ${monitor}`} }${cluster && `, ${cluster}`} }`,
  ].join('\n');

type Rendered = Pick<PodOptions, 'objects' | 'name' | 'federation'>;

/** The hub's Prometheus of a fleet file. */
export function hubOf(text: string): Required<Rendered> {
  const files = rendered(text);
  const federation = only({ federation: files['hub/federation.k8s.yaml'] ?? [] }, 'ConfigMap');
  const objects = ['hub', 'prometheus-config'].flatMap(
    (file) => files[`hub/${file}.k8s.yaml`] ?? [],
  );
  return { objects, name: 'hub-prometheus-server', federation: federation.data };
}

/** The Prometheus of its member. */
export function memberOf(text: string): Rendered {
  const files = rendered(text);
  const objects = ['monitor', 'prometheus-config'].flatMap(
    (file) => files[`clusters/member/${file}.k8s.yaml`] ?? [],
  );
  return { objects, name: 'monitor-prometheus-server' };
}

/** What asks the members of a fleet file for raw series. */
export function drillDownOf(text: string): Rendered {
  return { objects: rendered(text)['hub/drill-down.k8s.yaml'] ?? [], name: 'hub-drill-down' };
}

/** A port below those of connections. */
export const somePort = () => randomInt(20_000, 32_768);
