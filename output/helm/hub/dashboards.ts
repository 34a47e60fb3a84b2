import { DASHBOARDS, type DashboardName } from '../../../inventory/dashboards';
import type { Draft } from '../template/draft';
import type { Flags } from '../template/flags';

/** The flag that a dashboard is switched off. */
const off = (name: DashboardName) => `dashboard ${name} off`;

/** Whether each dashboard of promfleet's is switched off. */
export const DASHBOARD_FLAGS: Flags = Object.fromEntries(
  DASHBOARDS.map((name) => [
    off(name),
    {
      expression: `has "${name}" (dig "grafana" "dashboards" "disabled" list $hub)`,
      takesOne: true,
    },
  ]),
);

/** Those that Grafana has. */
export const shown = ({ flags }: Draft<string>): DashboardName[] =>
  DASHBOARDS.filter((name) => !flags.has(off(name)));
