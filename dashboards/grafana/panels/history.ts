import {
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
} from '@grafana/grafana-foundation-sdk/common';
import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { FieldConfig, Options } from '@grafana/grafana-foundation-sdk/statetimeline';
import type { HistoryPanel } from '../../types';
import { query } from '../query';
import { BY_LEVEL, mappings } from '../scale';
import { anyPanel, scaled } from './panel';

/** What each series was when, in the colours of its levels. */
export function history(panel: HistoryPanel, variables: readonly string[]): PanelBuilder {
  const { expr, legend } = panel.query;
  const options: Partial<Options> = {
    mergeValues: true,
    showValue: VisibilityMode.Auto,
    rowHeight: 0.9,
    legend: {
      displayMode: LegendDisplayMode.List,
      placement: LegendPlacement.Bottom,
      showLegend: true,
      calcs: [],
    },
    tooltip: { mode: TooltipDisplayMode.Single, sort: SortOrder.None },
  };
  const custom: FieldConfig = { fillOpacity: 80, lineWidth: 0 };
  return scaled(anyPanel('state-timeline', panel), panel, variables)
    .targets([query({ index: 0, expr, legend, as: 'range' })])
    .colorScheme({ build: () => BY_LEVEL })
    .mappings(mappings(panel.words ?? {}))
    .custom(custom)
    .options(options);
}
