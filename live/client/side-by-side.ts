/**
 * Works on items side by side, at most so many at a time, and gives what came of each in the order
 * of the items. One that takes long keeps no other from beginning, unless all places are taken.
 *
 * @param work - rejects only for a bug
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results.set(index, await work(item, index));
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
  await Promise.all(workers);
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
