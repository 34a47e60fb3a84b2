import type { DataTransformerConfig } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Column, TablePanel } from '../types';
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
export function oneTable({ keys, columns, sortBy }: TablePanel): DataTransformerConfig[] {
  const fields: Field[] = [
    ...keys.map(({ label, title }) => ({ name: label, title })),
    ...columns.map(({ title }, index) => ({ name: valueName(index, columns.length), title })),
  ];
  const indexByName = Object.fromEntries(fields.map(({ name }, index) => [name, index]));
  const renameByName = Object.fromEntries(fields.map(({ name, title }) => [name, title]));
  const nameOf = (column: Column) => valueName(columns.indexOf(column), columns.length);
  const hidden = columns.filter((column) => column.hidden);
  const excludeByName = Object.fromEntries(hidden.map((column) => [nameOf(column), true]));
  const sorting = columns.find(({ title }) => title === sortBy);
  return [
    // Lines are the same if all that their answers have in common is: times would tell them apart.
    { id: 'filterFieldsByName', options: { include: { names: fields.map(({ name }) => name) } } },
    { id: 'merge', options: {} },
    ...(sorting?.hidden ? [{ id: 'sortBy', options: sortedBy(nameOf(sorting)) }] : []),
    { id: 'organize', options: { indexByName, renameByName, excludeByName } },
  ];
}

/** What is not shown sorts before it goes. */
const sortedBy = (field: string) => ({ fields: {}, sort: [{ field, desc: true }] });

/** What Grafana calls the values of a query among others. */
const valueName = (index: number, count: number) =>
  count > 1 ? `Value #${refId(index)}` : 'Value';
