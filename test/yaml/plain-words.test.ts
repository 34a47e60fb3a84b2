import { stringify } from 'yaml';
import { isMisread } from '../../yaml/misread';
import { isPlainWords } from '../../yaml/plain-scalar';
import { Random } from '../fuzz/random';

const CHARACTERS = `abz AZ09 (){}[],'"#:-?&*!|>%@\`~=+./\\$_<^;  `;

it('words that stand without quotes are those that the library leaves without, all the same', () => {
  const random = new Random(5);
  let plain = 0;
  for (let run = 0; run < 50_000; run++) {
    const text = Array.from({ length: 3 + random.below(12) }, () =>
      random.pick([...CHARACTERS]),
    ).join('');
    if (!isPlainWords(text)) continue;
    plain++;
    expect(stringify({ text }, { compat: 'yaml-1.1', lineWidth: 0 })).toBe(`text: ${text}\n`);
    expect(isMisread({ text })).toBe(false);
  }
  expect(plain).toBeGreaterThan(1000);
});

it.each([
  'A node of {{ $labels.cluster }} is full',
  'sum by (node) (rate(node_cpu_seconds_total{job="node_exporter"}[5m])) > 0.9',
])('%s is plain', (text) => expect(isPlainWords(text)).toBe(true));

it.each([
  'word',
  'a: b',
  'a #b',
  '{ a }',
  'ends with a colon :',
  'two\nlines of it',
  'naïve words',
])('%j is for the library', (text) => expect(isPlainWords(text)).toBe(false));
