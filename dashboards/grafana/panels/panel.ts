import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Panel, Scale } from '../../types';
import { dataSource } from '../data-source';
import { dataLink, ofSeries } from '../link';
import { thresholds, UNITS } from '../scale';

/** What a panel has whatever its kind. */
export function anyPanel(type: string, { title, description, empty }: Panel): PanelBuilder {
  return new PanelBuilder()
    .type(type)
    .title(title)
    .description(description)
    .datasource(dataSource())
    .noValue(empty);
}

/** What values are, and where a click on the series of one leads. */
export function scaled(
  builder: PanelBuilder,
  { unit, levels, decimals, link }: Scale & Pick<Panel, 'link'>,
  variables: readonly string[],
): PanelBuilder {
  builder.unit(UNITS[unit]).thresholds({ build: () => thresholds(levels) });
  if (decimals !== undefined) builder.decimals(decimals);
  if (link) builder.dataLinks([{ build: () => dataLink(link, variables, ofSeries) }]);
  return builder;
}
