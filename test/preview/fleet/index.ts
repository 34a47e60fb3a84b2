import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { alertSeries } from './alerts';
import { controlPlaneSeries } from './control-plane';
import { hubSeries } from './hub';
import { BEGIN, type Made, MEMBERS, MINUTES } from './members';
import { nodeSeries } from './nodes';
import { workloadSeries } from './workloads';

/** All series that a hub would have of the fleet. */
export const fleetSeries = (): Made[] => [
  ...MEMBERS.flatMap((member) => [
    ...nodeSeries(member),
    ...controlPlaneSeries(member),
    ...workloadSeries(member),
  ]),
  ...hubSeries(),
  ...alertSeries(),
];

/** Writes the fleet as promtool reads it, a sample each minute. */
export async function writeOpenMetrics(file: string): Promise<void> {
  const stream = createWriteStream(file);
  for (const made of fleetSeries()) {
    if (!stream.write(textOf(made))) await once(stream, 'drain');
  }
  stream.end('# EOF\n');
  await once(stream, 'finish');
}

function textOf({ name, labels, at }: Made): string {
  const listed = Object.entries(labels).map(
    ([label, value]) => `${label}=${JSON.stringify(value)}`,
  );
  const series = `${name}{${listed.join(',')}}`;
  let text = '';
  for (let minute = 0; minute < MINUTES; minute++) {
    const value = at(minute);
    if (value === undefined) continue;
    text += `${series} ${Number(value.toPrecision(9))} ${BEGIN + minute * 60}\n`;
  }
  return text;
}
