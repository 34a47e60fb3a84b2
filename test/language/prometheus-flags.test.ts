import { execFileSync } from 'node:child_process';
import { flagOf, KNOWN_FLAGS, PROMETHEUS_ARGUMENT } from '../../language/prometheus-flags';

const { PROMETHEUS } = process.env;

describe('the flags of Prometheus', () => {
  it.each(['--query.timeout=1m', '--no-storage.tsdb.wal-compression', '--enable-feature=a,b'])(
    'the schema takes %s',
    (argument) => expect(argument).toMatch(PROMETHEUS_ARGUMENT),
  );

  it.each(['--web.enable-lifecycle', '--web.external-url=https://a', '--query.timeout', '-h'])(
    'the schema refuses %s',
    (argument) => expect(argument).not.toMatch(PROMETHEUS_ARGUMENT),
  );

  (PROMETHEUS ? it : it.skip)('are those that the real one has', () => {
    const help = execFileSync(PROMETHEUS ?? '', ['--help'], { encoding: 'utf8' });
    const flags = [
      ...help.matchAll(/^ {2}(?:-\w, | {4})?--(?:\[no-\])?([a-z][a-z0-9.-]*[a-z0-9])(?=[ =]|$)/gm),
    ].map(([, flag = '']) => flag);
    expect(flags.length).toBeGreaterThan(40);
    expect(flags.filter((flag) => !KNOWN_FLAGS.includes(flagOf(`--${flag}`)))).toEqual([]);
  });
});
