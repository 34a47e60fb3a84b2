import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../e2e/local/exec';

/** What the program is called, and the Debian packages that have it and a font for it. */
const NAME = 'chromium';
const PACKAGES = [NAME, 'fonts-dejavu-core'];

/** Path of a Chromium: what CHROMIUM names, the one on PATH, or Debian's, installed for it. */
export async function chromiumPath(): Promise<string> {
  const found = process.env.CHROMIUM ?? onPath();
  if (found) return found;
  await run(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'update', '-qq'], 300_000);
  // Something else may be installing, too.
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const install = [
    'apt-get',
    ...wait,
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    ...PACKAGES,
  ];
  await run(['env', 'DEBIAN_FRONTEND=noninteractive', ...install], 600_000);
  const installed = onPath();
  if (installed) return installed;
  throw new Error('there is no chromium, found none after installing it, name one with CHROMIUM');
}

const onPath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((directory) => join(directory, NAME))
    .find((path) => existsSync(path));
