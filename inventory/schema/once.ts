import type { z } from 'zod';

/**
 * Looks that nothing stands in a list twice.
 *
 * @param complaint - what is said of an item that is called like one before it
 * @param nameOf - what an item is called; undefined where it may stand there again
 */
export const once =
  <Item>(complaint: (name: string) => string, nameOf: (item: Item) => string | undefined) =>
  (items: readonly Item[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      const name = nameOf(item);
      if (name === undefined) continue;
      if (seen.has(name)) {
        context.addIssue({ code: 'custom', path: [index], message: complaint(name) });
      }
      seen.add(name);
    }
  };

/** What is called as it is written. */
export const asWritten = (item: string) => item;

/** Nothing is said twice. */
export const eachOnce = <Item>(nameOf: (item: Item) => string) =>
  once(
    (name) => `it stands there already, found ${JSON.stringify(name)} again, leave it out`,
    nameOf,
  );
