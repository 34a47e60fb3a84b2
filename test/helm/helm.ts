import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `helm template` prints, in a namespace that no fleet has. */
export async function helmTemplate(
  helm: string,
  chart: string,
  values: string,
  release = 'release',
): Promise<string> {
  const args = [
    'template',
    release,
    chart,
    '--skip-tests',
    '--namespace',
    'elsewhere',
    '--values',
    values,
  ];
  const { stdout } = await run(helm, args, { maxBuffer: 1 << 28 });
  return stdout;
}
