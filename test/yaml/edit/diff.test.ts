import { appendItems, diffLines, setKey } from '../../../yaml/edit';

const TEXT = Array.from({ length: 9 }, (_, index) => `line ${index + 1}\n`).join('');

const at = (line: number, text: string, gone = 0) => {
  const start = TEXT.indexOf(`line ${line}\n`);
  return { start, end: start + gone * 'line 0\n'.length, text };
};

it('shows what comes in, with three lines around it', () =>
  expect(diffLines(TEXT, [at(5, 'new\n')])).toEqual([
    '@@ -2,6 +2,7 @@',
    ' line 2',
    ' line 3',
    ' line 4',
    '+new',
    ' line 5',
    ' line 6',
    ' line 7',
  ]));

it('shows what goes, and what changes within a line', () =>
  expect(diffLines(TEXT, [at(1, '', 1), { ...at(9, 'THE '), end: at(9, '').start + 5 }])).toEqual([
    '@@ -1,4 +1,3 @@',
    '-line 1',
    ' line 2',
    ' line 3',
    ' line 4',
    '@@ -6,4 +5,4 @@',
    ' line 6',
    ' line 7',
    ' line 8',
    '-line 9',
    '+THE 9',
  ]));

it('shows together what is near', () =>
  expect(
    diffLines(TEXT, [at(2, 'a\n'), at(5, 'b\n')]).filter((line) => line.startsWith('@@')),
  ).toEqual(['@@ -1,7 +1,9 @@']));

it('shows a new file', () =>
  expect(diffLines('', [{ start: 0, end: 0, text: 'a\nb\n' }])).toEqual([
    '@@ -0,0 +1,2 @@',
    '+a',
    '+b',
  ]));

it('says where a line has no end', () =>
  expect(
    diffLines(
      'a: 1\nclusters: [x]',
      appendItems('a: 1\nclusters: [x]', 'clusters', [{ value: { b: 1 } }]),
    ),
  ).toEqual([
    '@@ -1,2 +1,2 @@',
    ' a: 1',
    '-clusters: [x]',
    '\\ No newline at end of file',
    '+clusters: [x, { b: 1 }]',
    '\\ No newline at end of file',
  ]));

it('shows a line that comes in between two that look alike', () =>
  expect(
    diffLines(
      'clusters:\n  - name: a\n    server: b\n',
      setKey('clusters:\n  - name: a\n    server: b\n', ['clusters', 0], 'x', 'z', 'name'),
    ),
  ).toEqual(['@@ -1,3 +1,4 @@', ' clusters:', '   - name: a', '+    x: z', '     server: b']));

it('shows nothing where nothing changes', () => expect(diffLines(TEXT, [])).toEqual([]));
