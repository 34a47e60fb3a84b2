import { spawnSync } from 'node:child_process';

const PROMTOOL = process.env.PROMTOOL ?? 'promtool';
const { AMTOOL } = process.env;

/** Whether there is a promtool, named by PROMTOOL or on PATH. */
export const hasPromtool = () => spawnSync(PROMTOOL, ['--version']).status === 0;

interface Refused {
  readonly file: string;
  readonly message: string;
}

/** Has promtool check many configurations at once; returns what it says about the bad ones. */
export const refusedConfigs = (files: readonly string[]) =>
  refused([PROMTOOL, 'check', 'config'], files);

/** Has amtool, if AMTOOL names one, check many of Alertmanager's; what it says about the bad ones. */
export const refusedAlertmanagers = (files: readonly string[]) =>
  AMTOOL === undefined ? [] : refused([AMTOOL, 'check-config'], files);

function refused(command: readonly [string, ...string[]], files: readonly string[]): Refused[] {
  if (files.length === 0) return [];
  const [tool, ...args] = command;
  const { status, stdout, stderr } = spawnSync(tool, [...args, ...files], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return [];
  const [only] = files;
  if (files.length === 1 && only !== undefined)
    return [{ file: only, message: `${stdout}${stderr}` }];
  const half = files.length >> 1;
  return [...refused(command, files.slice(0, half)), ...refused(command, files.slice(half))];
}
