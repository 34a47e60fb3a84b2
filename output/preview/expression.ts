import { withVariables } from '../../language/grafana-variables';
import type { Choice, Time } from './answers';

/** An expression with all variables replaced, as Grafana does it. */
export function evaluated(
  expr: string,
  choices: readonly Choice[],
  time: Time,
  sampleInterval: number,
): string {
  const times: Readonly<Record<string, string>> = {
    __interval: `${time.step}s`,
    __rate_interval: `${Math.max(time.step + sampleInterval, 4 * sampleInterval)}s`,
    __range: `${time.range}s`,
    __interval_ms: String(time.step * 1000),
    __range_s: String(time.range),
    __range_ms: String(time.range * 1000),
    __from: String((time.end - time.range) * 1000),
    __to: String(time.end * 1000),
  };
  return withVariables(expr, (name) => {
    const choice = choices.find((one) => one.name === name);
    return choice ? matched(choice) : times[name];
  });
}

/** What stands for the chosen values within a quoted string of PromQL. */
function matched({ chosen, several }: Choice): string {
  // What has the label at all: without, series would come that are of no member.
  if (chosen === 'all') return '.+';
  return several ? chosen.map(literally).map(quoted).join('|') : quoted(chosen[0] ?? '');
}

/** A regular expression for a value, whatever it has of one. */
const literally = (value: string) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

const quoted = (value: string) => value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
