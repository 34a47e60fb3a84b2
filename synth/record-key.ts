import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A key of everything that a synthesis depends on; a change of any of it changes the key.
 *
 * @param files - names and texts of all files of the fleet
 * @param options - all that make a difference
 */
export function recordKey(
  files: readonly (readonly [name: string, text: string])[],
  options: object,
): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([process.version, variables(), options, files]));
  addOwnCode(hash);
  return hash.digest('hex');
}

/** Environment variables that cdk8s reads, such as CDK8S_DISABLE_SORT. */
const variables = () => Object.entries(process.env).filter(([name]) => name.startsWith('CDK8S_'));

/** Adds the compiled code of promfleet, and the versions of the libraries that it is pinned to. */
function addOwnCode(hash: Hash): void {
  const root = join(__dirname, '..');
  const code = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.js(on)?$/.test(file) && !/^(test|bench)\b/.test(file),
  );
  for (const file of [...code.sort(), join('..', 'package.json')]) {
    const text = readFileSync(join(root, file));
    hash.update(`${file} ${text.length}\n`).update(text);
  }
}
