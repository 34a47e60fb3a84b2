import type { Path } from '../../diagnostics';
import type { DashboardShape, PanelShape, SourceShape } from './shape';

/** An expression in a dashboard. */
export interface Expression {
  readonly path: Path;
  /** Title of the panel, or what else asks for it. */
  readonly panel: string;
  readonly expr: string;
}

/** All that a dashboard asks Prometheus: for its panels, its variables and its annotations. */
export const expressionsIn = ({ panels = [], templating, annotations }: DashboardShape) => [
  ...ofPanels(panels, ['panels']),
  ...templating.flatMap(({ name, datasource, query }, index): Expression[] => {
    const expr = ofPrometheus(datasource) && query !== undefined ? ofVariable(query) : undefined;
    if (expr === undefined) return [];
    return [{ path: ['templating', 'list', index, 'query'], panel: `variable ${name}`, expr }];
  }),
  ...annotations.flatMap(({ name = '', datasource, expr }, index): Expression[] =>
    expr && ofPrometheus(datasource)
      ? [{ path: ['annotations', 'list', index, 'expr'], panel: `annotation ${name}`, expr }]
      : [],
  ),
];

/** A row that is closed holds its panels. */
const ofPanels = (panels: readonly PanelShape[], at: Path): Expression[] =>
  panels.flatMap((panel, index) => {
    const path = [...at, index];
    const { title = '', targets } = panel;
    return [
      ...targets.flatMap(({ expr, datasource = panel.datasource }, target): Expression[] =>
        expr && ofPrometheus(datasource)
          ? [{ path: [...path, 'targets', target, 'expr'], panel: title, expr }]
          : [],
      ),
      ...ofPanels(panel.panels, [...path, 'panels']),
    ];
  });

/** Whether a data source is one of Prometheus, as it is where nothing else is said. */
const ofPrometheus = (source: SourceShape) => !source || source.type === 'prometheus';

/**
 * What a variable's query asks of series: some ask for names only.
 *
 * https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/
 */
function ofVariable(query: string): string | undefined {
  const [, selector] = /^\s*label_values\s*\((.*),[^,]*\)\s*$/s.exec(query) ?? [];
  const [, result] = /^\s*query_result\s*\((.*)\)\s*$/s.exec(query) ?? [];
  return selector ?? result;
}
