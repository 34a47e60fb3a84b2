import type { Fleet, Grafana, Hub } from '../model/types';
import { type Asked, askedByRules } from '../prometheus/match/asked';
import { type Compiler, compiler } from '../prometheus/match/compile';
import { shownDashboards } from '.';
import { expressionsIn } from './expressions';

/** What the hub's rules and its dashboards read decides what is fetched of each member. */
export const matching = (fleet: Fleet): Compiler => compiler(askedAtHub(fleet.hub), fleet);

const askedByDashboards = (hub: Hub, grafana: Grafana): Asked[] =>
  shownDashboards(hub, grafana).flatMap(({ name: of, dashboard }) =>
    expressionsIn(dashboard).map(
      ({ panel: name, expr }): Asked => ({ expr, by: { kind: 'panel', name, of } }),
    ),
  );

/** What the user's own dashboards ask for. */
export const askedByOwnDashboards = ({ grafana }: Hub): Asked[] =>
  (grafana?.ownDashboards ?? []).flatMap(({ name: of, expressions }) =>
    expressions.map(
      ({ panel: name, expr, ...place }): Asked => ({
        expr,
        by: { kind: 'panel', name, of, place },
      }),
    ),
  );

/** Every expression that is evaluated at the hub. */
export const askedAtHub = (hub: Hub): Asked[] => [
  ...askedByRules(hub),
  ...askedByOwnDashboards(hub),
  ...(hub.grafana ? askedByDashboards(hub, hub.grafana) : []),
];
