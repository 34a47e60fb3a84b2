import * as path from 'node:path';
import { toolsDirectory } from './binaries';
import { run } from './exec';

/**
 * Directory with the source of a Go module, which is fetched where it is not there yet.
 *
 * @param folder - below `tools/go`, whose go.mod says which version
 */
export async function moduleDirectory(folder: string, module: string): Promise<string> {
  const wrapper = path.join(toolsDirectory(), 'go', folder);
  const told = await run(['go', '-C', wrapper, 'mod', 'download', '-json', module]);
  const { Dir } = JSON.parse(told) as { Dir?: string };
  if (!Dir) throw new Error(`${module} has no directory: ${told}`);
  return Dir;
}
