import {
  type GraphFieldConfig,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId, type PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Options } from '@grafana/grafana-foundation-sdk/timeseries';
import { HEALTH_COLOURS, SERIES_COLOURS } from '../../palette';
import type { TimeSeriesPanel } from '../../types';
import { query, refId } from '../query';
import { fixedColour } from '../scale';
import { anyPanel, scaled } from './panel';

/** Lines over time; where values begin to be unwell, there is a dashed one. */
export function timeSeries(panel: TimeSeriesPanel, variables: readonly string[]): PanelBuilder {
  const { queries, stacked = false, levels, max, health = {} } = panel;
  const options: Partial<Options> = {
    legend: {
      displayMode: LegendDisplayMode.List,
      placement: LegendPlacement.Bottom,
      showLegend: true,
      calcs: [],
    },
    tooltip: { mode: TooltipDisplayMode.Multi, sort: SortOrder.Descending },
  };
  const custom: GraphFieldConfig = {
    // A line on top would be taken for a value where there is none below it.
    lineWidth: stacked ? 0 : 2,
    fillOpacity: stacked ? 70 : 0,
    showPoints: VisibilityMode.Never,
    // What is read against nothing is read wrongly: the axis begins with 0.
    axisSoftMin: 0,
    stacking: { mode: stacked ? StackingMode.Normal : StackingMode.None },
    thresholdsStyle: {
      mode: levels ? GraphThresholdsStyleMode.Dashed : GraphThresholdsStyleMode.Off,
    },
  };
  const builder = scaled(anyPanel('timeseries', panel), panel, variables)
    .targets(queries.map(({ expr, legend }, index) => query({ index, expr, legend, as: 'range' })))
    .colorScheme({ build: () => ({ mode: FieldColorModeId.PaletteClassic }) })
    .custom(custom)
    .options(options);
  if (max !== undefined) builder.max(max);
  for (const [index, { legend }] of queries.entries()) {
    const colour = SERIES_COLOURS[index];
    // Grafana has no palette of ours for as many series as one query may give.
    if (colour === undefined || legend.includes('{{')) continue;
    builder.withOverride({
      matcher: { id: 'byFrameRefID', options: refId(index) },
      properties: [{ id: 'color', value: fixedColour(colour) }],
    });
  }
  for (const [name, is] of Object.entries(health)) {
    builder.overrideByName(name, [{ id: 'color', value: fixedColour(HEALTH_COLOURS[is]) }]);
  }
  return builder;
}
