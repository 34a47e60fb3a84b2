import { warning } from '../../diagnostics';
import { readFleetText } from '../../inventory';
import * as parse from '../../yaml/parse';

const entry = (index: number) => `  - name: c${index}
    server: https://10.0.${index >> 8}.${index & 255}:6443
    labels: { provider: aws, region: us-west-2 }
`;
const fleet = (clusters: number) =>
  `hub: { cluster: control-plane }\nclusters:\n${Array.from({ length: clusters }, (_, index) => entry(index)).join('')}`;

describe('a fleet file of 2,000 clusters', () => {
  const text = fleet(2000);

  it('is read, and its places are found afterwards', () => {
    const { file, place } = readFleetText(text, 'fleet.yaml');
    expect(file?.clusters).toHaveLength(2000);
    const path = ['clusters', 1999, 'server'];
    expect(place([warning('invalid-value', path, '')])).toMatchObject([{ line: 6001, col: 13 }]);
  });

  it('is not parsed again for the place of a whole section', () => {
    const parsing = jest.spyOn(parse, 'parseYaml');
    const { place } = readFleetText(text, 'fleet.yaml');
    const paths = [[], ['hub'], ['defaults'], ['clusters']];
    const found = place(paths.map((path, index) => warning('invalid-value', path, `${index}`)));
    expect(found.map(({ line, col }) => [line, col])).toEqual([
      [1, 1],
      [1, 1],
      [1, 6],
      [3, 3],
    ]);
    expect(parsing).toHaveBeenCalledTimes(1);
    parsing.mockRestore();
  });

  it('has all its mistakes reported in order', () => {
    const { problems } = readFleetText(text.replaceAll('https:', 'http:'), 'fleet.yaml');
    expect(problems).toHaveLength(2000);
    expect(problems.map(({ line }) => line)).toEqual(problems.map((_, index) => 4 + 3 * index));
  });

  it('has a mistake that all share reported once', () => {
    const shared = text
      .replace('{ provider: aws, region: us-west-2 }', '&shared { provider: 1 }')
      .replaceAll('{ provider: aws, region: us-west-2 }', '*shared');
    expect(readFleetText(shared, 'fleet.yaml').problems).toHaveLength(1);
  });
});
