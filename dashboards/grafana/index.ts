import { createHash } from 'node:crypto';
import {
  DashboardBuilder,
  DashboardCursorSync,
  type Panel as GrafanaPanel,
  type GridPos,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dashboard, Panel, Row } from '../types';
import { places } from './layout';
import { otherDashboards, TAG } from './link';
import { panelOf } from './panels';
import { variable } from './variable';

/*
 * This room loads Grafana's library, for which every start would wait: it is loaded itself only when
 * dashboards are rendered.
 */

/** What is looked at until a viewer chooses other times. */
const TIMES = { from: 'now-6h', to: 'now' };

/** How often what is shown is asked for again. */
const REFRESH = '1m';

/** A dashboard as Grafana reads it, a field to a line. */
export function grafanaJson(dashboard: Dashboard): string {
  const { uid, title, description } = dashboard;
  const variables = dashboard.variables.map(({ name }) => name);
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([TAG])
    .timezone('browser')
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time(TIMES)
    .refresh(REFRESH)
    .variables(dashboard.variables.map(variable))
    .links([{ build: otherDashboards }]);
  let top = 0;
  for (const row of dashboard.rows) {
    const { heading, panels, end } = places(row.panels, top);
    addRow(
      builder,
      row,
      heading,
      row.panels.map((panel, index) => placed(panel, panels[index])),
    );
    top = row.collapsed ? top + heading.h : end;
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`;

  function placed(panel: Panel, position: GridPos | undefined): GrafanaPanel {
    const built = panelOf(panel, variables).id(idOf(`panel ${panel.title}`));
    return (position ? built.gridPos(position) : built).build();
  }
}

/** Panels of a closed row are in it, those of an open one behind it. */
function addRow(
  builder: DashboardBuilder,
  { title, collapsed = false }: Row,
  heading: GridPos,
  panels: readonly GrafanaPanel[],
): void {
  const row = new RowBuilder(title)
    .id(idOf(`row ${title}`))
    .collapsed(collapsed)
    .gridPos(heading);
  const builders = panels.map((panel) => ({ build: () => panel }));
  if (collapsed) for (const one of builders) row.withPanel(one);
  builder.withRow(row);
  if (!collapsed) for (const one of builders) builder.withPanel(one);
}

/** A number in links to one panel: it follows from the title, so that others may come before it. */
const idOf = (what: string) => createHash('sha256').update(what).digest().readUInt32BE() >>> 2;
