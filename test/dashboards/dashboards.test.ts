import { dashboards } from '../../dashboards';
import { expressionsOf } from '../../dashboards/expressions';
import { DASHBOARD_UIDS, type Dashboard } from '../../dashboards/types';
import { variablesIn, withoutVariables } from '../../language/grafana-variables';
import { checkPromql } from '../../language/promql';

const ALL = dashboards({ clusterLabel: 'cluster', drillDown: true });
const panelsOf = ({ rows }: Dashboard) => rows.flatMap(({ panels }) => panels);

it('every dashboard that links may lead to is there, once', () => {
  expect(ALL.map(({ uid }) => uid).sort()).toEqual([...DASHBOARD_UIDS].sort());
});

describe.each(ALL.map((one) => [one.title, one] as const))('%s', (_, dashboard) => {
  const panels = panelsOf(dashboard);

  it('answers a question, with panels that each say what they show and what nothing means', () => {
    expect(dashboard.description).toMatch(/\.$|\?$/);
    expect(panels.length).toBeGreaterThan(3);
    for (const panel of panels) {
      expect(panel.description).toMatch(/\.$/);
      expect(panel.empty).toMatch(/\w{2,}.*[^.]$/);
    }
  });

  it('has no two panels of one title', () => {
    const titles = panels.map(({ title }) => title);
    expect([...new Set(titles)]).toEqual(titles);
  });

  it('fills its width: panels of a row make whole lines', () => {
    for (const { title, panels } of dashboard.rows) {
      const width = panels.reduce((sum, one) => sum + one.width, 0);
      expect({ title, beyond: width % 24 }).toEqual({ title, beyond: 0 });
    }
  });

  it('asks what PromQL can answer', () => {
    for (const panel of panels) {
      for (const expr of expressionsOf(panel)) {
        expect(checkPromql(withoutVariables(expr))).not.toHaveProperty('wrong');
      }
    }
  });

  it('uses each of its variables, and no other', () => {
    const used = new Set(panels.flatMap(expressionsOf).flatMap(variablesIn));
    expect([...used].sort()).toEqual(dashboard.variables.map(({ name }) => name).sort());
  });

  it('asks of the members that the viewer chose wherever it asks of members', () => {
    for (const expr of panels.flatMap(expressionsOf)) {
      if (!/promfleet_job="(hub|alertmanager|grafana)"|\bcluster=""/.test(expr)) {
        expect(expr).toMatch(/cluster=~?"\$cluster"/);
      }
    }
  });

  it('has levels in ascending order', () => {
    for (const panel of panels) {
      for (const { levels = [] } of panel.kind === 'table' ? panel.columns : [panel]) {
        const from = levels.map((level) => level.from);
        expect(from).toEqual([...from].sort((a, b) => a - b));
      }
    }
  });
});
