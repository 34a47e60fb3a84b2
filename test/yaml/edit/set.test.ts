import { applyEdits, setKey } from '../../../yaml/edit';

const set = (text: string, key: string, value: string | { a: number }, behind = 'server') =>
  applyEdits(text, setKey(text, ['clusters', 0], key, value, behind));

it.each<[string, string, string]>([
  [
    'comes in behind the key named',
    'clusters:\n  - name: a\n    server: b # why\n    labels:\n      x: y\n',
    'clusters:\n  - name: a\n    server: b # why\n    kubeContext: c\n    labels:\n      x: y\n',
  ],
  [
    'comes in behind all others where that is not there',
    'clusters:\n  - name: a\n    labels:\n      x: y\n  - name: b\n',
    'clusters:\n  - name: a\n    labels:\n      x: y\n    kubeContext: c\n  - name: b\n',
  ],
  [
    'comes into braces',
    'clusters:\n  - { name: a, server: b, labels: { x: y }, }\n',
    'clusters:\n  - { name: a, server: b, kubeContext: c, labels: { x: y }, }\n',
  ],
  [
    'comes into JSON',
    '{"clusters": [{"name": "a", "server": "b"}]}',
    '{"clusters": [{"name": "a", "server": "b", "kubeContext": "c"}]}',
  ],
  [
    'comes in with the line breaks of Windows, and without a last one',
    'clusters:\r\n  - name: a\r\n    server: b',
    'clusters:\r\n  - name: a\r\n    server: b\r\n    kubeContext: c',
  ],
  [
    'is given another value, in place',
    'clusters:\n  - kubeContext: "old" # stays\n    name: a\n',
    'clusters:\n  - kubeContext: c # stays\n    name: a\n',
  ],
  [
    'is given a value where it had none',
    'clusters:\n  - name: a\n    kubeContext:\n    server: b\n',
    'clusters:\n  - name: a\n    kubeContext: c\n    server: b\n',
  ],
  [
    'is given one value for several',
    'clusters:\n  - name: a\n    kubeContext:\n      x: y\n      z: 1 # gone\n    server: b\n',
    'clusters:\n  - name: a\n    kubeContext: c # gone\n    server: b\n',
  ],
])('a key %s', (_, text, expected) => expect(set(text, 'kubeContext', 'c')).toBe(expected));

it('a value of several parts stands in one line', () =>
  expect(set('clusters:\n  - server: b\n', 'tls', { a: 1 })).toBe(
    'clusters:\n  - server: b\n    tls: { a: 1 }\n',
  ));

it('what stands there by an alias is not changed where it is written', () =>
  expect(() =>
    setKey('x: &a { name: b }\nclusters:\n  - *a\n', ['clusters', 0], 'kubeContext', 'c'),
  ).toThrow('the file is written in a way that cannot be added to, write it by hand'));

it('a map that is not there is not made', () =>
  expect(() => setKey('clusters: []\n', ['clusters', 0], 'name', 'a')).toThrow(
    'there is no map clusters[0]',
  ));
