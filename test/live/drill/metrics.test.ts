import { increase, samplesOf } from '../../../live/drill/metrics';

describe('samples of a page of metrics', () => {
  const page = [
    '# TYPE sent_total counter',
    'sent_total{to="a",by="b"} 3',
    'sent_total 4',
    'sent_total{to="a \\"b\\" {c} \\\\ \\n d"} 5e+00 1700000000000',
    'sent_total_other{to="a"} 6',
    'other 7',
  ].join('\n');

  it('are those of its name alone, with labels and values', () =>
    expect(samplesOf('sent_total', page)).toEqual([
      { labels: { to: 'a', by: 'b' }, value: 3 },
      { labels: {}, value: 4 },
      { labels: { to: 'a "b" {c} \\ \n d' }, value: 5 },
    ]));
});

it.each([
  [undefined, 3, 3],
  [2, 3, 1],
  [3, 3, 0],
  [9, 3, 3],
])('a counter that was %p and is %p went up by %p', (before, now, by) =>
  expect(increase(before, now)).toBe(by),
);
