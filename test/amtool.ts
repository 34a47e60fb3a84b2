import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Path of amtool: what AMTOOL names; undefined if that is no program. */
const amtool = find();

/** `it` for tests that need amtool: without it they are skipped, and say why. */
export const itWithAmtool: jest.It = amtool ? it : skipped();

/** Has amtool check the text of an alertmanager.yml: what is wrong with it, or nothing. */
export function amtoolRefusal(text: string): string | undefined {
  if (!amtool) throw new Error('amtoolRefusal outside itWithAmtool');
  const directory = mkdtempSync(join(tmpdir(), 'amtool-'));
  try {
    const file = join(directory, 'alertmanager.yml');
    writeFileSync(file, text);
    const { status, stdout, stderr } = spawnSync(amtool, ['check-config', file], {
      encoding: 'utf8',
    });
    return status === 0 ? undefined : `${stdout}${stderr}`;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function find(): string | undefined {
  const { AMTOOL = '' } = process.env;
  try {
    accessSync(AMTOOL, constants.X_OK);
    return AMTOOL;
  } catch {
    return undefined;
  }
}

function skipped(): jest.It {
  process.stderr.write('AMTOOL names no program: its checks are skipped\n');
  return it.skip as jest.It;
}
