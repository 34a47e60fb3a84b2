import { readFileSync } from 'node:fs';
import { chartLicenceProblems, licenceProblems } from './licence';

const TEXT = readFileSync('LICENSE');
const tree = (text: string | Buffer) => new Map([['LICENSE', Buffer.from(text)]]);

it('the licence is the published text', () =>
  expect(licenceProblems(tree(TEXT), 'Apache-2.0')).toEqual([]));

it('a package needs its text', () =>
  expect(licenceProblems(new Map(), 'Apache-2.0')).toEqual([
    'the package has no LICENSE, expected the text of Apache-2.0',
  ]));

it('another text is not it', () =>
  expect(licenceProblems(tree('\nMIT License\n'), 'Apache-2.0')).toEqual([
    'LICENSE is not the text of Apache-2.0, found "MIT License" and 13 bytes, expected the published text, unchanged',
  ]));

it('nor is a changed one', () =>
  expect(licenceProblems(tree(`${TEXT} `), 'Apache-2.0')).toHaveLength(1));

it.each(['MIT', undefined])('package.json cannot say %s', (declared) =>
  expect(licenceProblems(tree(TEXT), declared)).toEqual([
    `package.json is under ${declared ?? 'no licence'}, expected Apache-2.0`,
  ]),
);

it('nor can a chart', () => {
  const said = (licence?: string) =>
    chartLicenceProblems('helm/one/Chart.yaml', { 'artifacthub.io/license': licence ?? '' });
  expect(said('Apache-2.0')).toEqual([]);
  expect(said('MIT')).toEqual([
    'helm/one/Chart.yaml is under MIT, expected Apache-2.0 in artifacthub.io/license',
  ]);
});
