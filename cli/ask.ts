import { createInterface } from 'node:readline';
import type { Io } from './io';

/** Whether there is someone to ask. */
export const canAsk = ({ stdin, stderr }: Io): boolean =>
  stdin?.isTTY === true && stderr.isTTY === true;

/** Asks on a terminal; only `y` or `yes` is a yes. */
export async function confirmed(question: string, { stdin, stderr }: Io): Promise<boolean> {
  if (!stdin) return false;
  const lines = createInterface({ input: stdin });
  try {
    stderr.write(`${question} [y/N] `);
    const answer = await new Promise<string>((resolve) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(''));
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
