import type { Link } from '../../dashboards/types';
import type { Choice, Series } from './answers';
import { type Html, html } from './html';
import type { Variant } from './variants';

/** The page to which a link leads where a click was on something with labels; none if none shows it. */
export type Lead = (link: Link, labels: Series['labels']) => string | undefined;

/** As Grafana has it: variables come from labels, what no label says stays chosen. */
export const leadFrom =
  (here: readonly Choice[], all: readonly Variant[]): Lead =>
  ({ dashboard, variables = {} }, labels) => {
    const wanted = ({ name }: Choice): string | undefined => {
      const label = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return (label && labels[label]) || onlyOf(here.find((choice) => choice.name === name));
    };
    const shows = (choice: Choice) =>
      choice.chosen === 'all' || choice.chosen.includes(wanted(choice) ?? '');
    const asked = Object.keys(variables);
    return all.find(
      (variant) =>
        variant.dashboard.uid === dashboard &&
        variant.choices
          .filter((choice) => asked.includes(choice.name) || wanted(choice) !== undefined)
          .every(shows),
    )?.file;
  };

/** A text that leads to where a link does, if there is such a page. */
export function leading(
  text: string,
  link: Link | undefined,
  labels: Series['labels'],
  lead: Lead,
): Html | string {
  const file = link && lead(link, labels);
  return link && file ? html`<a href="${file}" title="${link.title}">${text}</a>` : text;
}

const onlyOf = (choice?: Choice) =>
  choice && choice.chosen !== 'all' && choice.chosen.length === 1 ? choice.chosen[0] : undefined;
