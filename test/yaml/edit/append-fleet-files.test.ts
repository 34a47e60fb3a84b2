import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendItems, applyEdits } from '../../../yaml/edit';
import { parseYaml } from '../../../yaml/parse';
import { DEAD, LABELLED, NEW } from './new-items';

describe('whatever fleet file is added to', () => {
  const files = [
    'fleet.yaml',
    ...readdirSync('test/fixtures').map((name) => join('test/fixtures', name)),
  ]
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => {
      const { data, faults } = parseYaml(text);
      const list = (data as { clusters?: unknown } | null)?.clusters ?? [];
      return faults.length === 0 && !Array.isArray(data) && Array.isArray(list);
    });
  const variants = files.flatMap(({ file, text }) => [
    { file, as: 'as it is', text },
    { file, as: 'with the line breaks of Windows', text: text.replaceAll('\n', '\r\n') },
    { file, as: 'without the last line break', text: text.replace(/\n$/, '') },
    { file, as: 'with a comment at the end', text: `${text}# The end.\n` },
  ]);

  it('there are some', () => expect(files.length).toBeGreaterThan(100));

  it.each(variants)('$file $as: all else stays, byte for byte', ({ text }) => {
    const edits = appendItems(text, 'clusters', [NEW, DEAD, LABELLED]);
    const after = applyEdits(text, edits);
    let rest = after;
    // Without what came in, what is left is the file; only an empty list may have gone.
    for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
      const shift = edits
        .filter((other) => other.start < edit.start)
        .reduce((sum, other) => sum + other.text.length - (other.end - other.start), 0);
      const at = edit.start + shift;
      expect(text.slice(edit.start, edit.end).trim()).toMatch(/^(\[\s*\]|null|~)?$/);
      rest =
        rest.slice(0, at) + text.slice(edit.start, edit.end) + rest.slice(at + edit.text.length);
    }
    expect(rest).toBe(text);
    const [before, now] = [text, after].map((each) => parseYaml(each).data as Clusters);
    expect(now).toEqual({
      ...before,
      clusters: [...(before?.clusters ?? []), NEW.value, LABELLED.value],
    });
    expect(after).toContain('# dead: connection refused');
  });
});

interface Clusters {
  readonly clusters?: readonly unknown[];
}
