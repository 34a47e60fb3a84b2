import { hubAlerts, hubRules } from '../../../prometheus/rules/hub';
import { inventoryRules } from '../../../prometheus/rules/inventory';
import { fleetFile, resolved } from '../../fleet';

const { hub } = resolved(fleetFile({ hub: 'storage: 1Gi, replicas: 2' }));

const RULES = [hubRules(hub), inventoryRules(hub, 'inventory', [{ name: 'one' }])].flatMap(
  ({ groups }) => groups.flatMap(({ rules }) => rules),
);

/** Every alert of a hub that ends; those of members are passed on under names of their own. */
export const ALERTS: readonly string[] = hubAlerts(hub)
  .map(({ name }) => name)
  .filter((name) => name !== 'Watchdog');

/** Every metric of Prometheus's own that one of them reads. */
export const METRICS: readonly string[] = [
  ...new Set(RULES.flatMap(({ expr }) => expr.match(/prometheus_[a-z_]+\b(?=\{)/g) ?? [])),
];
