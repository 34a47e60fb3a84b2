import type { Unit } from '../../../dashboards/types';
import { axisOf } from '../../../output/preview/axis';
import { valueText } from '../../../output/preview/units';

it.each<[number, Unit, string]>([
  [0, 'number', '0'],
  [1209, 'number', '1,209'],
  [154_321, 'number', '154k'],
  [0.4567, 'number', '0.457'],
  [-3, 'number', '−3'],
  [0.4567, 'share', '45.7%'],
  [1, 'share', '100%'],
  [0.00012, 'share', '0.012%'],
  [0, 'bytes', '0 B'],
  [1023, 'bytes', '1023 B'],
  [1024, 'bytes', '1 KiB'],
  [64 * 1024 ** 3, 'bytes', '64 GiB'],
  [1023.99 * 1024 ** 2, 'bytes', '1 GiB'],
  [1.5 * 1024 ** 2, 'bytesPerSecond', '1.5 MiB/s'],
  [0.0000021, 'seconds', '2.1 µs'],
  [0.25, 'seconds', '250 ms'],
  [90, 'seconds', '90 s'],
  [3600, 'seconds', '60 min'],
  [9 * 3600, 'seconds', '9 h'],
  [3 * 86_400, 'seconds', '3 days'],
  [1, 'days', '1 day'],
  [29.8, 'days', '30 days'],
  [1, 'cores', '1 core'],
  [0.25, 'cores', '0.25 cores'],
  [234.4, 'perSecond', '234/s'],
  [Number.POSITIVE_INFINITY, 'seconds', '∞'],
  [Number.NaN, 'number', 'not a number'],
])('%d as %s is read as %s', (value, unit, text) => {
  expect(valueText(value, { unit })).toBe(text);
});

it('decimals are as many as are asked for', () => {
  expect(valueText(0.5, { unit: 'share', decimals: 2 })).toBe('50.00%');
});

describe('an axis', () => {
  const labels = (values: number[], unit: Unit, atLeast?: number) => {
    const { min, max, interval } = axisOf(values, unit, atLeast);
    const count = Math.round((max - min) / interval) + 1;
    return Array.from({ length: count }, (_, at) => valueText(min + at * interval, { unit }));
  };

  it.each<[string, number[], Unit, number | undefined, string[]]>([
    ['shares end at 1 where they are to', [0.1], 'share', 1, ['0%', '25%', '50%', '75%', '100%']],
    [
      'bytes have binary steps',
      [1.1 * 1024 ** 4],
      'bytes',
      undefined,
      ['0 B', '512 GiB', '1 TiB', '1.5 TiB'],
    ],
    ['counts have no halves', [0, 1], 'number', undefined, ['0', '1']],
    [
      'days are whole ones',
      [2.2 * 86_400],
      'seconds',
      undefined,
      ['0 s', '24 h', '2 days', '3 days'],
    ],
    ['what is below zero is shown', [-3, 5], 'number', undefined, ['−4', '−2', '0', '2', '4', '6']],
    ['zeros alone have an axis, too', [0, 0], 'perSecond', undefined, ['0/s', '0.25/s']],
  ])('%s', (_, values, unit, atLeast, expected) => {
    expect(labels(values, unit, atLeast)).toEqual(expected);
  });
});
