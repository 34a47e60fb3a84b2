import { CHOSEN, variablesIn, withoutVariables } from '../../language/grafana-variables';

describe('an expression without variables', () => {
  it.each([
    ['rate(x[$__rate_interval])', 'rate(x[5m])'],
    ['rate(x[$every])', 'rate(x[5m])'],
    ['rate(x[${every:raw}])', 'rate(x[5m])'],
    ['rate(x[[[every]]])', 'rate(x[5m])'],
    ['max_over_time(x[1h:$step])', 'max_over_time(x[1h:5m])'],
    ['x offset $back', 'x offset 5m'],
    ['x * $__range_s', 'x * 300'],
    ['x{a=~"$a", b="[$b]", c="d:${c}"}', `x{a=~"${CHOSEN}", b="[${CHOSEN}]", c="d:${CHOSEN}"}`],
    ['x{a=~"[[a]]"}', `x{a=~"${CHOSEN}"}`],
    ['topk($n, x)', `topk(${CHOSEN}, x)`],
    ['label_replace(x, "a", "$1-${2}", "b", "(.*)(.*)$")', undefined],
  ])('%s', (expression, plain = expression) => expect(withoutVariables(expression)).toBe(plain));
});

it('names what a viewer chooses, and neither times of Grafana nor groups of a regular expression', () =>
  expect(
    variablesIn('label_replace(rate(x{a=~"$a", b="[[b:csv]]"}[$__range]), "c", "$1", "d", "${e}")'),
  ).toEqual(['a', 'b', 'e']));
