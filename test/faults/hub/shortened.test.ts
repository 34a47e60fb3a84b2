import { shortened } from './shortened';

const rule = (expr: string) => ({ groups: [{ name: 'one', rules: [{ alert: 'One', expr }] }] });

it.each([
  ['a range', 'increase(x[10m]) > 0', 'increase(x[10000ms]) > 0'],
  ['a look back', 'x offset 1h unless x', 'x offset 60000ms unless x'],
  ['a look ahead', 'x offset -10m', 'x offset -10m'],
  ['a bound', 'time() - x > 60', 'time() - x > 60'],
])('%s', (_, expr, expected) => {
  expect(shortened(rule(expr))).toEqual(rule(expected));
});

it('how long an alert has to hold, and how often a group is evaluated', () => {
  const group = (interval: string, hold: string) => ({
    groups: [{ name: 'one', interval, rules: [{ alert: 'One', expr: 'x', for: hold }] }],
  });
  expect(shortened(group('2m', '15m'))).toEqual(group('2000ms', '15000ms'));
});
