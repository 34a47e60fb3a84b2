import type { Dashboard, Variable } from '../../dashboards/types';
import type { Choice, Time } from '../../output/preview/answers';
import { evaluated } from '../../output/preview/expression';
import type { PrometheusAt } from './prometheus';

/** Values that somebody asked for, by the variable. */
export type Wanted = ReadonlyMap<string, readonly string[]>;

/** What the variables of a dashboard are, each with those before it put into its series. */
export async function choicesOf(
  { variables }: Dashboard,
  wanted: Wanted,
  prometheus: PrometheusAt,
  time: Time,
  sampleInterval: number,
): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (const variable of variables) {
    const selector = evaluated(variable.series, choices, time, sampleInterval);
    const values = await prometheus.valuesOf(variable.values, selector, time);
    choices.push({
      name: variable.name,
      label: variable.label,
      several: variable.several,
      values,
      chosen: chosen(variable, values, wanted.get(variable.name)),
    });
  }
  return choices;
}

/** All where there may be several, else the first. */
function chosen({ several }: Variable, values: readonly string[], wanted?: readonly string[]) {
  if (wanted) return several ? wanted : wanted.slice(0, 1);
  return several ? 'all' : values.slice(0, 1);
}
