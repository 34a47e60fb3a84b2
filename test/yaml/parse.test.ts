import {
  error,
  formatDiagnostic,
  formatPath,
  type Path,
  type PlacedDiagnostic,
} from '../../diagnostics';
import { readFleetText } from '../../inventory';

const read = (text: string) => readFleetText(text, 'fleet.yaml');
const problems = (text: string) => read(text).problems.map((problem) => formatDiagnostic(problem));

const MERGED = `hub: { cluster: control-plane }
defaults:
  monitor: &small { retention: 6h, scrapeInterval: 1m }
  labels: &labels { environment: production }
clusters:
  - name: one
    server: https://192.0.2.1:6443
    monitor: *small
  - name: two
    server: https://192.0.2.2:6443
    monitor: { <<: *small, retention: 12h }
    labels:
      <<: [*labels, { region: us-west-2 }]
      provider: aws
`;

describe('anchors and merge keys', () => {
  it('give every place the values', () => {
    const { file } = read(MERGED);
    expect(file?.clusters.map(({ monitor }) => monitor)).toEqual([
      { retention: '6h', scrapeInterval: '1m' },
      { retention: '12h', scrapeInterval: '1m' },
    ]);
    expect(file?.clusters[1]?.labels).toEqual({
      environment: 'production',
      region: 'us-west-2',
      provider: 'aws',
    });
  });

  it('lead to one problem, at the place where the value is written', () => {
    expect(problems(MERGED.replace('6h', 'six hours'))).toEqual([
      'fleet.yaml:3:32: defaults.monitor.retention: not a duration, found "six hours", write a number with a unit, such as 15s or 1m30s',
    ]);
  });

  it('are text when in quotes', () => {
    expect(problems(MERGED.replace('<<: *small', '"<<": *small'))).toEqual([
      expect.stringContaining('clusters[1] (two).monitor: unknown key `<<`'),
    ]);
  });
});

describe('a key', () => {
  it('may stand in two maps, and is refused twice in one', () => {
    expect(problems(MERGED.replace('provider: aws', 'provider: aws\n      provider: gcp'))).toEqual(
      [
        'fleet.yaml:15:7: clusters[1] (two).labels: the key `provider` stands here a second time, write it once',
      ],
    );
  });

  it('cannot reach into the objects of the program', () => {
    expect(problems(MERGED.replace('provider: aws', '__proto__: aws'))).toEqual([
      'fleet.yaml:14:7: clusters[1] (two).labels: the key `__proto__` has no meaning here, leave it out',
    ]);
    expect(problems(MERGED.replace('provider: aws', 'constructor: aws'))).toEqual([]);
  });
});

describe('the place of a path', () => {
  const locate = (path: Path, text = MERGED) => {
    const [found] = read(text).place([error('invalid-value', path, '')]);
    return `${found?.line}:${found?.col}`;
  };

  it.each([
    [['clusters', 1, 'server'], '10:13', 'the value'],
    [['clusters', 1, 'labels', 'provider'], '14:17', 'the value'],
    [['clusters', 1, 'monitor', 'scrapeInterval'], '3:52', 'what is merged'],
    [['clusters', 1, 'labels', 'environment'], '4:34', 'what one of several merged maps holds'],
    [['clusters', 0, 'monitor', 'retention'], '3:32', 'what an alias names'],
    [['clusters', 0, 'monitor'], '8:14', 'the alias itself'],
    [['clusters', 0, 'federation', 'timeout'], '6:5', 'the deepest thing that exists'],
    [['clusters', 9], '6:3', 'the list, when there are fewer entries'],
    [['clusters', 'name'], '6:3', 'the list, when a key is asked for'],
    [['hub', 'cluster', 'x'], '1:17', 'the value, when it has nothing below'],
    [[], '1:1', 'the top'],
  ])('%j is %s: %s', (path, place) => {
    expect(locate(path)).toBe(place);
  });

  it('is the key when there is no value', () => {
    expect(locate(['clusters'], 'hub:\n  cluster: a\nclusters:\n')).toBe('3:1');
  });
});

describe('a problem', () => {
  const problem: PlacedDiagnostic = {
    ...error('invalid-value', [], 'wrong'),
    file: 'fleet.yaml',
    line: 2,
    col: 4,
  };

  it('names the file, the place, the path and what is wrong', () => {
    const path = ['clusters', 2, 'labels', 'a-b', 'x.y'];
    expect(formatDiagnostic({ ...problem, path })).toBe(
      'fleet.yaml:2:4: clusters[2].labels.a-b["x.y"]: wrong',
    );
    expect(formatDiagnostic({ ...problem, path, cluster: 'eks-eu-1' })).toBe(
      'fleet.yaml:2:4: clusters[2] (eks-eu-1).labels.a-b["x.y"]: wrong',
    );
    expect(formatPath(['images', 'prometheus', 'tag'])).toBe('images.prometheus.tag');
  });

  it('has a caret below the place when there is a source', () => {
    expect(formatDiagnostic(problem, { caret: 'a\n\tb  c\r\nd' })).toBe(
      'fleet.yaml:2:4: wrong\n  \tb  c\n  \t  ^',
    );
  });

  it('cuts long lines around the caret', () => {
    const caret = `${'x '.repeat(250)}y${' z'.repeat(250)}`;
    const [, line = '', below = ''] = formatDiagnostic(
      { ...problem, line: 1, col: 501 },
      { caret },
    ).split('\n');
    expect(line).toHaveLength(122);
    expect(line[below.indexOf('^')]).toBe('y');
  });

  it('has no caret when it is about the file as a whole', () => {
    expect(formatDiagnostic({ ...problem, line: 0, col: 0 }, { caret: 'a' })).toBe(
      'fleet.yaml: wrong',
    );
  });
});
