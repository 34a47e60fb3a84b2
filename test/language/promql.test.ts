import { checkPromql } from '../../language/promql';
import { acceptor, checkVectorSelector, selectorMatchers } from '../../language/vector-selector';

describe('a PromQL expression', () => {
  it.each([
    ['sum(rate(requests_total{code=~"5.."}[5m])) by (job)', 'vector'],
    ['histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))', 'vector'],
    ['a * on (x) group_left (y) b', 'vector'],
    ['a and b or c unless on () d', 'vector'],
    ['a - b offset 1d', 'vector'],
    ['-a offset 5m @ start()', 'vector'],
    ['a / b and c[5m:1m] offset 5m', 'wrong'],
    ['max_over_time((a + b)[1h:5m] @ 1700000000)', 'vector'],
    ['1 > bool 2', 'scalar'],
    ['time() - 1h30m', 'scalar'],
    ['vector(0x1F)', 'vector'],
    ['up[5m]', 'matrix'],
    ['"text"', 'string'],
    ['# a comment\nup', 'vector'],
    ['{"foo.bar", a=\'b\'}', 'vector'],
    ['topk(5, a) > 0', 'vector'],
    ['count_values("v", a)', 'vector'],
    ['days_in_month()', 'vector'],
    ['label_join(a, "b", ",", "c", "d")', 'vector'],
    ['inf + nan', 'scalar'],
  ])('%s is a %s', (expression, type) => {
    expect({ type: 'wrong', ...checkPromql(expression) }).toMatchObject({ type });
  });

  it.each([
    ['', 'it ends too early'],
    ['sum(', 'it ends too early'],
    ['up ===', 'unexpected "="'],
    ['up\u00a0> 1', 'unexpected "\u00a0"'],
    ['"half', 'not a right string'],
    ['up{a="\\q"}', 'not a right string'],
    ['1e999', 'out of range'],
    ['up[99999y]', 'out of range'],
    ['up[0s]', 'longer than zero'],
    ['foo(up)', 'unexpected'],
    ['rate(up)', 'rate takes a range vector, found an instant vector'],
    ['sum(1)', 'sum takes an instant vector, found a scalar'],
    ['sum(a, b)', 'sum takes 1 arguments, found 2'],
    ['topk(a)', 'topk takes 2 arguments, found 1'],
    ['round()', 'round takes 1 to 2 arguments, found 0'],
    ['label_join(a)', 'label_join takes at least 3 arguments, found 1'],
    ['1 > 2', 'takes the bool modifier'],
    ['a + bool b', 'bool goes with comparisons only'],
    ['1 and b', 'and joins vectors only'],
    ['a and on (x) group_left b', 'no group_left'],
    ['a * on (x) group_left (x) b', 'in on and in the group at once'],
    ['1 + on (a) 2', 'two vectors only'],
    ['a + "b"', 'does not go with a string'],
    ['-"b"', 'a sign does not go before a string'],
    ['sum(a) offset 5m', 'directly behind a selector'],
    ['a offset 5m offset 5m', 'given twice'],
    ['sum(a)[5m]', 'directly behind a vector selector'],
    ['a[5m][5m:]', 'a subquery takes an instant vector'],
    ['{}', 'select every series'],
    ['{a!="b"}', 'select every series'],
    ['up{__name__="down"}', 'given twice'],
    ['mad_over_time(a[5m])', 'needs a feature flag'],
    ['limitk(1, a)', 'needs a feature flag'],
    ['a == fill(0) b', 'needs a feature flag'],
    ['a[5m + 1m]', 'expected a duration'],
    ['a[5m] anchored', 'needs a feature flag'],
    ['a </ 3', 'needs a newer Prometheus'],
    ['atan2', 'atan2 is an operator'],
    ['sum by (inf) (a)', 'inf is a number'],
    ['(', 'it ends too early'],
    [`${'('.repeat(2000)}a${')'.repeat(2000)}`, 'nested too deeply'],
    [' '.repeat(20_001), 'longer than 20000 characters'],
  ])('%.40s is refused: %s', (expression, wrong) => {
    expect(checkPromql(expression)).toEqual({ wrong: expect.stringContaining(wrong) });
  });
});

describe('a vector selector', () => {
  it.each([
    'up',
    'job:up:sum',
    '{job="a"}',
    '{job=~"a|b", x!=""}',
    '{__name__=~"job:.*"}',
    '{job!~"a|"}',
    'up{}',
    '{"foo.bar"}',
    '  {job="a",}  # with a comment',
  ])('can be %s', (selector) => expect(checkVectorSelector(selector)).toBeUndefined());

  it.each([
    '',
    '{}',
    '{job=""}',
    '{job=~"a*"}',
    '{job!="a"}',
    'job="a"',
    '{job=a}',
    '{job="a"',
    'up[5m]',
    'up offset 5m',
    'up @ 1',
    '(up)',
    '-up',
    'sum(up)',
    'up + up',
    'up up',
    '"up"',
    '1',
    '{job=~"("}',
    '{job=~"(?!a).+"}',
  ])('cannot be %s', (selector) => {
    expect(checkVectorSelector(selector)).toMatch(/^not a vector selector, found .*, write \{job=/);
  });

  it.each([
    ['{job="a", job="b"}', 'job'],
    ['{job="a", zone="", zone!=""}', 'zone'],
    ['up{job="a", job!~"a|b"}', 'job'],
  ])('can never match as %s, for its label %s', (selector, label) => {
    expect(checkVectorSelector(selector)).toMatch(
      `can never match, found ${JSON.stringify(selector)}: no value of ${label} meets`,
    );
  });

  it('is taken apart into matchers, the metric name among them', () => {
    expect(selectorMatchers('up{job=~"a|b", x!=\'\\u00e9\', y!~`\\d`}')).toEqual([
      { name: '__name__', op: '=', value: 'up' },
      { name: 'job', op: '=~', value: 'a|b' },
      { name: 'x', op: '!=', value: 'é' },
      { name: 'y', op: '!~', value: '\\d' },
    ]);
  });

  it.each([
    ['up{a="x"}', 'x', true],
    ['up{a="x"}', 'y', false],
    ['up{a!="x"}', 'y', true],
    ['up{a=~"x|y"}', 'y', true],
    ['up{a=~"x"}', 'xx', false],
    ['up{a=~"(?i)X"}', 'x', true],
    ['up{a=~"(?P<n>x)."}', 'x\n', true],
    ['up{a!~"x.+"}', 'x', true],
    ['up{a=~"[[:alpha:]]+"}', 'x', true],
    ['up{a=~"x(?i)y"}', 'xY', true],
  ])('%s and the value %s: %s', (selector, value, expected) => {
    const [, matcher] = selectorMatchers(selector);
    expect(matcher && acceptor(matcher)(value)).toBe(expected);
  });
});
