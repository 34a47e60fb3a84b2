import { isDeepStrictEqual } from 'node:util';
import { YamlWriter } from '../../yaml/write';
import { MOST_MS, READERS } from '../readers';
import { NASTY_TEXTS, randomTexts } from './texts';

const object = (content: object) => ({
  apiVersion: 'v1',
  kind: 'Text',
  metadata: { name: 'text' },
  ...content,
});

/** A text wherever one can stand, at several depths. */
const everywhere = (text: string) =>
  object({
    [text]: text,
    value: text,
    list: [text, [text], { item: text, [text]: { [text]: [] } }],
    deep: { deep: [{ deep: { value: text, list: [text], [text]: [{ [text]: text }] } }] },
  });

/** A text as a file of a ConfigMap, whole, in part, and below others. */
const inFiles = (text: string) =>
  object({
    data: { 'whole.yml': text },
    lines: { 'line.yml': `${text}\n` },
    part: { 'a.yml': 'a: b\n\nc:\n  - d\n', 'part-1.yaml': `a: ${text}\nb\n` },
    last: { 'last.yml': `a\n${text}\n` },
  });

describe.each([
  ['a text that means something else somewhere', NASTY_TEXTS, everywhere],
  ['a random text', randomTexts(1, 2000), everywhere],
  ['a file of such a text', NASTY_TEXTS, inFiles],
  ['a file of a random text', randomTexts(2, 2000), inFiles],
])('%s', (_what, texts, place) => {
  const writer = new YamlWriter();
  const written = texts.map(place);
  const text = written.map((data) => writer.mapping(data)).join('---\n');

  it.each(READERS)(
    'is the same again when %s has read it',
    (_name, read) => {
      const back = read(text);
      expect(back).toHaveLength(written.length);
      const misread = texts.filter((_, index) => !isDeepStrictEqual(back[index], written[index]));
      expect(misread).toEqual([]);
    },
    MOST_MS,
  );
});
