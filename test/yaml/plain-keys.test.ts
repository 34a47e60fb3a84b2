import { PlainKeys } from '../../yaml/plain-keys';

it.each([
  [{ a: 1 }, { a: '1' }],
  [{ a: 1 }, { b: 1 }],
  [{ a: 1, b: 2 }, { a: 1 }],
  [{ a: { b: 1 } }, { a: { b: 2 } }],
  [{ a: { b: 1 } }, { a: [1] }],
  [{ a: {} }, { a: '#1' }],
  [{ a: null }, { a: {} }],
  [{ 'a":1,"b': 2 }, { a: 1, b: 2 }],
  [{ a: '1,1:b"1:2' }, { a: '1', b: '2' }],
  [{ a: 'null' }, { a: null }],
  [{ a: '"' }, { a: '""' }],
])('%j and %j have keys of their own', (one, other) => {
  const keys = new PlainKeys();
  expect(keys.of(one)).not.toBe(keys.of(other));
});

it('equal data have equal keys, the same object or not', () => {
  const keys = new PlainKeys();
  const labels = { app: 'prometheus' };
  expect(keys.of({ name: 'a', labels })).toBe(keys.of({ name: 'a', labels }));
  expect(keys.of({ name: 'a', labels })).toBe(keys.of({ name: 'a', labels: { ...labels } }));
});

it('what was forgotten never shares a key with what came later', () => {
  const keys = new PlainKeys();
  const long = (letter: string) => ({ text: [letter.repeat(5_000_000)] });
  const seen = ['a', 'b', 'c', 'a'].map((letter) => keys.of(long(letter)));
  expect(seen[3]).not.toBe(seen[1]);
  expect(seen[3]).not.toBe(seen[2]);
});

it('a shared object is read once', () => {
  const keys = new PlainKeys();
  const read = jest.fn(() => 1);
  const shared = Object.defineProperty({}, 'a', { enumerable: true, get: read });
  keys.of({ shared });
  keys.of({ other: 2, shared });
  expect(read).toHaveBeenCalledTimes(1);
});
