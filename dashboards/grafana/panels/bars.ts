import type { Options } from '@grafana/grafana-foundation-sdk/bargauge';
import { BarGaugeDisplayMode, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PLAIN_COLOUR } from '../../palette';
import type { BarsPanel } from '../../types';
import { query } from '../query';
import { BY_LEVEL, fixedColour } from '../scale';
import { anyPanel, scaled } from './panel';

/** A bar for each series; Prometheus gives them in the order of their lengths. */
export function bars(panel: BarsPanel, variables: readonly string[]): PanelBuilder {
  const { levels, max } = panel;
  const { expr, legend } = panel.query;
  const options: Partial<Options> = {
    displayMode: BarGaugeDisplayMode.Basic,
    orientation: VizOrientation.Horizontal,
    showUnfilled: true,
    reduceOptions: { calcs: ['lastNotNull'], values: false },
  };
  const builder = scaled(anyPanel('bargauge', panel), panel, variables)
    .targets([query({ index: 0, expr: sorted(expr), legend, as: 'instant' })])
    .colorScheme({ build: () => (levels ? BY_LEVEL : fixedColour(PLAIN_COLOUR)) })
    .min(0)
    .options(options);
  return max === undefined ? builder : builder.max(max);
}

const sorted = (expr: string) => (/^\s*sort_desc\s*\(/.test(expr) ? expr : `sort_desc(${expr})`);
