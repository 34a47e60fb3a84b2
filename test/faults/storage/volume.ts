import { spawnSync } from 'node:child_process';
import { statfsSync } from 'node:fs';

/** A volume of a size of its own, as a PersistentVolumeClaim gives one. */
export interface Volume {
  /** Gives it another size, in MiB, while it is in use. */
  readonly resize: (mebibytes: number) => void;
  /** Leaves so many MiB beside what is there, and so none with 0. */
  readonly leave: (mebibytes: number) => void;
}

/** Mounts a tmpfs of a size in MiB on a directory for a function. */
export async function withVolume(
  directory: string,
  mebibytes: number,
  run: (volume: Volume) => Promise<void>,
) {
  if (process.getuid?.() !== 0)
    throw new Error('a volume that is full needs a mount, which only root makes: run as root');
  const unmount = () => command('umount', '--lazy', directory);
  const resize = (size: string) => command('mount', '-o', `remount,size=${size}`, directory);
  command('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', directory);
  process.once('exit', unmount);
  try {
    await run({
      resize: (size) => resize(`${size}m`),
      leave: (left) => {
        // What is written meanwhile makes the size too small, which is refused.
        for (let tries = 1; ; tries++) {
          const { blocks, bfree, bsize } = statfsSync(directory);
          try {
            return resize(`${Math.ceil(((blocks - bfree) * bsize) / 1024) + left * 1024}k`);
          } catch (error) {
            if (tries === 20) throw error;
          }
        }
      },
    });
  } finally {
    process.off('exit', unmount);
    unmount();
  }
}

function command(name: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(name, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${error?.message ?? stderr}`);
}
