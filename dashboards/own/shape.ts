import { z } from 'zod';

/*
 * What is read of a user's dashboard; what else is in it is for Grafana to say.
 *
 * https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/
 */

/** A data source; older dashboards have its name alone. */
const source = z.object({ type: z.string() }).optional().catch(undefined);

export type SourceShape = z.infer<typeof source>;

const target = z.object({ expr: z.string().optional().catch(undefined), datasource: source });

const targets = z.array(target).catch([]);

/** A panel, or a row with further ones. */
export interface PanelShape {
  readonly title?: string | undefined;
  readonly datasource?: SourceShape;
  readonly targets: readonly z.infer<typeof target>[];
  readonly panels: readonly PanelShape[];
}

const panel: z.ZodType<PanelShape> = z.object({
  title: z.string().optional().catch(undefined),
  datasource: source,
  targets,
  panels: z.lazy(() => z.array(panel)).catch([]),
});

const variable = z.object({
  name: z.string(),
  datasource: source,
  query: z
    .union([z.string(), z.object({ query: z.string() }).transform(({ query }) => query)])
    .optional()
    .catch(undefined),
});

const annotation = z.object({
  name: z.string().optional().catch(undefined),
  datasource: source,
  expr: z.string().optional().catch(undefined),
});

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .object({ list: z.array(item) })
    .transform(({ list }) => list)
    .catch([]);

/** A dashboard in the classic form. */
export const shape = z.object({
  uid: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  panels: z.array(panel).optional().catch(undefined),
  templating: listOf(variable),
  annotations: listOf(annotation),
});

export type DashboardShape = z.infer<typeof shape>;
