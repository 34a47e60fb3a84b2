import type { Dashboard, Panel } from './types';

/** An expression of a dashboard, and the panel or the variable that it is of. */
export interface Expression {
  readonly panel: string;
  readonly expr: string;
}

/** What a dashboard asks. */
export const expressionsIn = ({ variables, rows }: Dashboard): Expression[] => [
  ...variables.map(({ label, series }) => ({ panel: label, expr: series })),
  ...rows.flatMap(({ panels }) =>
    panels.flatMap((panel) => expressionsOf(panel).map((expr) => ({ panel: panel.title, expr }))),
  ),
];

/** What a panel asks, query by query. */
export function expressionsOf(panel: Panel): string[] {
  switch (panel.kind) {
    case 'stat':
    case 'timeSeries':
      return panel.queries.map(({ expr }) => expr);
    case 'bars':
    case 'history':
      return [panel.query.expr];
    case 'table':
      return panel.columns.map(({ expr }) => expr);
  }
}
