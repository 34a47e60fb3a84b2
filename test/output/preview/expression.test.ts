import type { Choice } from '../../../output/preview/answers';
import { evaluated } from '../../../output/preview/expression';
import { momentsOf, ticksOf, timeUpTo } from '../../../output/preview/time';

const TIME = timeUpTo(1_780_315_200, 6 * 3600);

const choice = (several: boolean, chosen: Choice['chosen']): Choice => ({
  name: 'cluster',
  label: 'Cluster',
  several,
  values: ['a', 'b'],
  chosen,
});

it.each<[string, string, Choice, string]>([
  [
    'all is whoever has the label',
    'up{cluster=~"$cluster"}',
    choice(true, 'all'),
    'up{cluster=~".+"}',
  ],
  [
    'several are alternatives',
    'up{cluster=~"${cluster}"}',
    choice(true, ['a', 'b']),
    'up{cluster=~"a|b"}',
  ],
  [
    'each is taken literally',
    'up{cluster=~"$cluster"}',
    choice(true, ['a.b', 'c"d']),
    String.raw`up{cluster=~"a\\.b|c\"d"}`,
  ],
  [
    'one is no regular expression',
    'up{cluster="$cluster"}',
    choice(false, ['a.b']),
    'up{cluster="a.b"}',
  ],
  [
    'none matches nothing that has the label',
    'up{cluster="$cluster"}',
    choice(false, []),
    'up{cluster=""}',
  ],
])('%s', (_, expr, chosen, expected) => {
  expect(evaluated(expr, [chosen], TIME, 60)).toBe(expected);
});

it('the times of Grafana are those of the preview', () => {
  const expr = 'rate(x[$__rate_interval]) + rate(x[$__range]) + rate(x[$__interval])';
  expect(evaluated(expr, [], TIME, 60)).toBe('rate(x[360s]) + rate(x[21600s]) + rate(x[300s])');
});

it('a rate sees four samples, however short a step is', () => {
  expect(evaluated('$__rate_interval', [], timeUpTo(1_780_315_200, 600), 60)).toBe('240s');
});

it('steps end with the time, and are no more than can be seen', () => {
  const moments = momentsOf(TIME);
  expect([moments.length, moments.at(-1)]).toEqual([73, TIME.end]);
  for (const range of [60, 3600, 86_400, 92 * 86_400]) {
    expect(momentsOf(timeUpTo(TIME.end, range)).length).toBeLessThanOrEqual(101);
  }
});

it('an axis of time has round hours', () => {
  expect(ticksOf(TIME).every((tick) => tick % 3600 === 0)).toBe(true);
});
