import { run, runSync } from '../e2e/local/exec';

/** Network namespaces in a row, each of which reaches its neighbours alone. */
export interface Network {
  /** Address of this machine, for the hub. */
  readonly here: string;
  readonly hub: Place;
  readonly proxy: Place;
  readonly member: Place;
}

export interface Place {
  /** Its address for the one before it in the row. */
  readonly address: string;
  /** The words that make a command run there. */
  readonly inside: readonly string[];
}

const ROW = ['hub', 'proxy', 'member'] as const;

/**
 * Makes a row of this machine, a hub, a proxy and a member for as long as a function takes. Nobody
 * passes anything on: whoever is no neighbour is reached through a program, or not at all.
 */
export async function withNetwork<Result>(
  use: (network: Network) => Promise<Result>,
): Promise<Result> {
  const number = process.pid % 250;
  const name = (place: string) => `pf${process.pid}-${place}`;
  const address = (link: number, end: 1 | 2) => `10.213.${number}.${link * 4 + end}`;
  const remove = () => {
    // Its links go with a namespace.
    for (const place of ROW) runSync(['ip', 'netns', 'delete', name(place)]);
  };
  process.once('exit', remove);
  try {
    for (const place of ROW) {
      await run(['ip', 'netns', 'add', name(place)]);
      await run(['ip', '-n', name(place), 'link', 'set', 'lo', 'up']);
    }
    for (const [link, place] of ROW.entries()) {
      const before = ROW[link - 1];
      const there = before === undefined ? [] : ['-n', name(before)];
      const near = `pf${process.pid % 100_000}n${link}`;
      const far = `pf${process.pid % 100_000}f${link}`;
      await run(['ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', far]);
      await run(['ip', 'link', 'set', far, 'netns', name(place)]);
      if (before !== undefined) await run(['ip', 'link', 'set', near, 'netns', name(before)]);
      for (const [at, device, end] of [
        [there, near, 1],
        [['-n', name(place)], far, 2],
      ] as const) {
        await run(['ip', ...at, 'address', 'add', `${address(link, end)}/30`, 'dev', device]);
        await run(['ip', ...at, 'link', 'set', device, 'up']);
      }
    }
    const place = (link: number): Place => ({
      address: address(link, 2),
      inside: ['ip', 'netns', 'exec', name(ROW[link] ?? '')],
    });
    return await use({ here: address(0, 1), hub: place(0), proxy: place(1), member: place(2) });
  } finally {
    process.off('exit', remove);
    remove();
  }
}
