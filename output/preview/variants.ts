import { createHash } from 'node:crypto';
import { dashboards } from '../../dashboards';
import type { Dashboard } from '../../dashboards/types';
import type { Choice, Findings } from './answers';
import { pageOf } from './pages';

/** A page of a dashboard: there are several where one of a few things is chosen. */
export interface Variant {
  readonly dashboard: Dashboard;
  readonly choices: readonly Choice[];
  readonly file: string;
}

/** So many values have a page each; of more, the one that is chosen. */
const MOST = 12;

/** All pages of dashboards; of each dashboard, the one that its name leads to is the first. */
export const allVariants = ({ context, choices }: Pick<Findings, 'context' | 'choices'>) =>
  dashboards(context).flatMap((dashboard) => variantsOf(dashboard, choices[dashboard.uid] ?? []));

function variantsOf(dashboard: Dashboard, choices: readonly Choice[]): Variant[] {
  const { uid } = dashboard;
  const first: Variant = { dashboard, choices, file: pageOf(uid) };
  const single = choices.find(({ several }) => !several);
  if (!single || single.values.length > MOST) return [first];
  const others = single.values.filter((value) => !single.chosen.includes(value));
  return [
    first,
    ...others.map((value) => ({
      dashboard,
      choices: choices.map((one) => (one === single ? { ...one, chosen: [value] } : one)),
      file: pageOf(`${uid}-${nameOf(value)}`),
    })),
  ];
}

/** A value as a part of a file's name. */
const nameOf = (value: string) =>
  /^[\w-]{1,100}$/.test(value) ? value : createHash('sha256').update(value).digest('hex');
