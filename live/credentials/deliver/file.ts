import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { asError, ClusterFailure } from '../../client/failure';
import { contentsIn, type Delivery, keyed } from './delivery';
import { gitRefusal } from './git';

const DIRECTORY_MODE = 0o700;
const FILE_MODE = 0o600;
/** Writing some files takes no minute. */
const LEFT_AFTER_MS = 60_000;

/**
 * Delivers into a directory per member, below one that nobody else can read. Its files are named as
 * the keys of the Secret at the hub.
 *
 * @param env - of the program `git`, which knows what is ignored
 * @throws ClusterFailure if the directory is in a Git work tree that does not ignore it
 */
export async function fileDelivery(directory: string, env: NodeJS.ProcessEnv): Promise<Delivery> {
  const refusal = await gitRefusal(directory, env);
  if (refusal !== undefined) throw new ClusterFailure('refused', refusal);
  const place = (cluster: string) => join(directory, cluster);
  return {
    async read(member) {
      const keys = member.job.credentials.items.map(({ key }) => key);
      const texts = await Promise.all(keys.map((key) => text(join(place(member.name), key))));
      return contentsIn(member.job.credentials.items, ({ key }) => texts[keys.indexOf(key)]);
    },
    check: async () => undefined,
    async write(member, { contents }) {
      const target = place(member.name);
      await replace(directory, target, keyed(member, contents));
      return target;
    },
  };
}

/** Makes a directory of files beside another and puts it in its place, so that no mixture is seen. */
async function replace(
  directory: string,
  target: string,
  texts: Readonly<Record<string, string>>,
): Promise<void> {
  const suffix = randomBytes(4).toString('hex');
  const fresh = `${target}.new-${suffix}`;
  const old = `${target}.old-${suffix}`;
  try {
    await mkdir(directory, { recursive: true, mode: DIRECTORY_MODE });
    await removeLeftovers(directory, basename(target));
    await mkdir(fresh, { mode: DIRECTORY_MODE });
    await chmod(fresh, DIRECTORY_MODE);
    for (const [name, content] of Object.entries(texts)) {
      await writeFile(join(fresh, name), content, { mode: FILE_MODE, flag: 'wx' });
    }
    const isThere = await exists(target);
    if (isThere) await rename(target, old);
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if ((await exists(old)) && !(await exists(target))) await rename(old, target);
    throw new ClusterFailure('refused', `${target} cannot be written: ${asError(error).message}`);
  }
  await rm(old, { recursive: true, force: true });
}

/**
 * What an interrupted run left: a cluster's name has no dot, so that these are no other's. Those of
 * another run, which goes on at the same time, are younger.
 */
async function removeLeftovers(directory: string, cluster: string): Promise<void> {
  const leftovers = (await readdir(directory)).filter(
    (name) => name.startsWith(`${cluster}.`) && /\.(new|old)-[0-9a-f]{8}$/.test(name),
  );
  for (const name of leftovers) {
    const path = join(directory, name);
    const age = Date.now() - (await modified(path));
    if (age > LEFT_AFTER_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Milliseconds since 1970; now, if it has just gone. */
const modified = (path: string) =>
  lstat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

const text = (path: string) => readFile(path, 'utf8').catch(() => undefined);
