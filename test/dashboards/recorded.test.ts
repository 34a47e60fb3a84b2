import { dashboards } from '../../dashboards';
import { expressionsIn } from '../../dashboards/expressions';
import { needsOf } from '../../prometheus/match/need';
import { RECORDED } from '../../prometheus/match/recorded';
import { fleetFile, resolved } from '../fleet';

const fleet = resolved(fleetFile());

it.each(dashboards({ clusterLabel: 'cluster', drillDown: false }))(
  '$title asks of members what they record, and their alerts',
  (dashboard) => {
    const asked = expressionsIn(dashboard).map(({ expr, panel }) => ({
      expr,
      by: { kind: 'panel', name: panel, of: dashboard.title } as const,
    }));
    const others = needsOf(asked, fleet).filter(({ metric = '' }) => !RECORDED.has(metric));
    expect(others).toEqual([]);
  },
);

it.each(dashboards({ clusterLabel: 'fleet_member', drillDown: false }))(
  '$title takes the label that tells members apart from the fleet file',
  (dashboard) => {
    const asked = expressionsIn(dashboard).map(({ expr }) => expr);
    expect(asked.join('\n')).not.toMatch(/\bcluster(=|,|\))/);
  },
);
