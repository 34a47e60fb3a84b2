import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import type { TablePanel } from '../types';
import { refId } from './query';

interface Field {
  /** In the answer of the data source. */
  readonly name: string;
  readonly title: string;
}

/**
 * Makes one table of the answers to the queries of its columns: lines with the same keys become one,
 * and columns come into order, each with its title.
 */
export function oneTable({ keys, columns }: TablePanel): DataTransformerConfig[] {
  const fields: Field[] = [
    ...keys.map(({ label, title }) => ({ name: label, title })),
    ...columns.map(({ title }, index) => ({ name: valueName(index, columns.length), title })),
  ];
  const indexByName = Object.fromEntries(fields.map(({ name }, index) => [name, index]));
  const renameByName = Object.fromEntries(fields.map(({ name, title }) => [name, title]));
  return [
    // Lines are the same if all that their answers have in common is: times would tell them apart.
    { id: 'filterFieldsByName', options: { include: { names: fields.map(({ name }) => name) } } },
    { id: 'merge', options: {} },
    { id: 'organize', options: { indexByName, renameByName, excludeByName: {} } },
  ];
}

/** What Grafana calls the values of a query among others. */
const valueName = (index: number, count: number) =>
  count > 1 ? `Value #${refId(index)}` : 'Value';
