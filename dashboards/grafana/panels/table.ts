import {
  TableCellBackgroundDisplayMode,
  TableCellDisplayMode,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Options } from '@grafana/grafana-foundation-sdk/table';
import type { Column, Key, TablePanel } from '../../types';
import { dataLink, type LabelValue } from '../link';
import { query } from '../query';
import { BY_LEVEL, mappings, thresholds, UNITS } from '../scale';
import { oneTable } from '../transformations';
import { anyPanel } from './panel';

/** Said in a cell whose line has no such value. */
const NOTHING = '–';

/** A line for each value of the keys, with what each query says of it. */
export function table(panel: TablePanel, variables: readonly string[]): PanelBuilder {
  const { keys, columns, sortBy, link } = panel;
  const shown = columns.filter(({ hidden }) => !hidden);
  // Of a column that is not shown the transformation sorts.
  const isShown = shown.some(({ title }) => title === sortBy);
  const options: Partial<Options> = {
    sortBy: isShown ? [{ displayName: sortBy, desc: true }] : [],
  };
  const inLine: LabelValue = (label) => {
    const { title } = keys.find((key) => key.label === label) ?? { title: label };
    return `\${__data.fields[${JSON.stringify(title)}]}`;
  };
  const builder = anyPanel('table', panel)
    .targets(columns.map(({ expr }, index) => query({ index, expr, as: 'table' })))
    .transformations(oneTable(panel))
    .options(options);
  if (link) builder.dataLinks([{ build: () => dataLink(link, variables, inLine) }]);
  for (const key of keys) builder.overrideByName(key.title, ofKey(key, variables, inLine));
  for (const column of shown) builder.overrideByName(column.title, ofColumn(column));
  return builder;
}

function ofKey(
  { link }: Key,
  variables: readonly string[],
  inLine: LabelValue,
): DynamicConfigValue[] {
  return [
    { id: 'custom.filterable', value: true },
    ...(link ? [{ id: 'links', value: [dataLink(link, variables, inLine)] }] : []),
  ];
}

function ofColumn({ unit, decimals, levels, words }: Column): DynamicConfigValue[] {
  return [
    { id: 'unit', value: UNITS[unit] },
    { id: 'noValue', value: NOTHING },
    ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    ...(words ? [{ id: 'mappings', value: mappings(words) }] : []),
    ...(levels
      ? [
          { id: 'thresholds', value: thresholds(levels) },
          { id: 'color', value: BY_LEVEL },
          { id: 'custom.cellOptions', value: COLOURED },
        ]
      : []),
  ];
}

const COLOURED = {
  type: TableCellDisplayMode.ColorBackground,
  mode: TableCellBackgroundDisplayMode.Basic,
};
