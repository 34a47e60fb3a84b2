import type { Dataquery as PanelQuery } from '@grafana/grafana-foundation-sdk/cog';
import type { Dataquery, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { dataSource } from './data-source';

/** What Grafana asks; the library's enumerations as texts, since loading them would take as long as all else. */
type Asked = Omit<Dataquery, 'format'> & { readonly format?: `${PromQueryFormat}` };

interface Options {
  /** Its place among the queries of its panel, from 0. */
  readonly index: number;
  readonly expr: string;
  /** Name of its series; none in a table. */
  readonly legend?: string;
  /** All samples of the time that is shown, the last ones only, or these as lines of a table. */
  readonly as: 'range' | 'instant' | 'table';
}

/** A query of a panel. */
export function query({ index, expr, legend, as }: Options): { build: () => PanelQuery } {
  const asked: Asked = {
    refId: refId(index),
    datasource: dataSource(),
    expr,
    ...(legend === undefined ? {} : { legendFormat: legend }),
    instant: as !== 'range',
    range: as === 'range',
    format: as === 'table' ? 'table' : 'time_series',
    _implementsDataqueryVariant: () => undefined,
  };
  return { build: () => asked };
}

const LETTERS = 26;

/** What a query is called in its panel: A to Z, then AA. */
export function refId(index: number): string {
  const letter = String.fromCharCode('A'.charCodeAt(0) + (index % LETTERS));
  return index < LETTERS ? letter : refId(Math.floor(index / LETTERS) - 1) + letter;
}
