import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Panel } from '../../types';
import { bars } from './bars';
import { history } from './history';
import { stat } from './stat';
import { table } from './table';
import { timeSeries } from './time-series';

/**
 * A panel, without its place.
 *
 * @param variables - names of those of its dashboard
 */
export function panelOf(panel: Panel, variables: readonly string[]): PanelBuilder {
  switch (panel.kind) {
    case 'stat':
      return stat(panel, variables);
    case 'timeSeries':
      return timeSeries(panel, variables);
    case 'bars':
      return bars(panel, variables);
    case 'table':
      return table(panel, variables);
    case 'history':
      return history(panel, variables);
  }
}
