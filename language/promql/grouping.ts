import { quotedName } from './selector';
import { only, type Part, PromqlError } from './tree';

/** The labels of `by`, `on` and the like; numbers and half-written strings are none. */
export function checkGrouping(part: Part | undefined): string[] {
  const labels = part?.name === 'GroupingLabels' ? part : part && only(part, 'GroupingLabels');
  return (labels?.children ?? []).flatMap((label) => {
    if (label.name === 'QuotedLabelName') return [quotedName(label)];
    if (label.name !== 'LabelName') return [];
    if (/^(inf|nan)$/i.test(label.text))
      throw new PromqlError(`${label.text} is a number`, label.node.from);
    return [label.text];
  });
}
