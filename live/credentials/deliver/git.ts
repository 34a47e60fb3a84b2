import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A file name that stands for those to come. */
const SOME_FILE = 'cluster/key';

/**
 * Why no keys may be written to a directory; undefined if they may. Inside a Git work tree its path
 * has to be ignored: what is not is committed one day.
 *
 * @param env - of the program `git`
 */
export async function gitRefusal(
  directory: string,
  env: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const path = resolve(directory);
  const from = realpathSync(nearest(path));
  const ignored = await git(env, [
    '-C',
    from,
    'check-ignore',
    '--quiet',
    '--',
    join(path, SOME_FILE),
  ]);
  if (ignored === 0) return undefined;
  // Git says 1 for a path that is not ignored, 128 outside of a work tree, or that it is not there.
  const isInside = ignored === 1 || hasGit(from);
  if (!isInside) return undefined;
  const why = ignored === 1 ? 'that does not ignore it' : 'and Git does not say that it is ignored';
  return `${directory} is in a Git work tree ${why}, found keys on their way there, name another directory as --dir, or add it to .gitignore`;
}

/** The nearest directory that is there already. */
function nearest(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

function hasGit(path: string): boolean {
  if (existsSync(join(path, '.git'))) return true;
  return dirname(path) !== path && hasGit(dirname(path));
}

/** Exit code; undefined where there is no git. */
function git(env: NodeJS.ProcessEnv, args: readonly string[]): Promise<number | undefined> {
  return new Promise((done) => {
    const child = execFile('git', args, { env }, () => done(child.exitCode ?? undefined));
  });
}
