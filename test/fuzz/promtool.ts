import { spawnSync } from 'node:child_process';

const PROMTOOL = process.env.PROMTOOL ?? 'promtool';

/** Whether there is a promtool, named by PROMTOOL or on PATH. */
export const hasPromtool = () => spawnSync(PROMTOOL, ['--version']).status === 0;

/** Has promtool check many configurations at once; returns what it says about the bad ones. */
export function refusedConfigs(files: readonly string[]): { file: string; message: string }[] {
  if (files.length === 0) return [];
  const { status, stdout, stderr } = spawnSync(PROMTOOL, ['check', 'config', ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return [];
  const [only] = files;
  if (files.length === 1 && only !== undefined)
    return [{ file: only, message: `${stdout}${stderr}` }];
  const half = files.length >> 1;
  return [...refusedConfigs(files.slice(0, half)), ...refusedConfigs(files.slice(half))];
}
