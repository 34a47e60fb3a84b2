import { existsSync } from 'node:fs';
import { readSource, STDIN } from '../../yaml/source';
import type { ExitCode } from '../exit';
import type { Io } from '../io';
import type { ImportOptions } from './options';
import { kubeconfigFor, oneFile, orRefuse, runImport, UsageError, wantedFrom } from './run';

/** Adds clusters to a fleet file that is there. */
export function importInto(options: ImportOptions, io: Io): Promise<ExitCode> {
  return orRefuse(options, io, async () => {
    const fleet = oneFile(options);
    if (fleet === STDIN) throw new UsageError('what comes on standard input cannot be added to');
    const source = readSource(fleet);
    if (!('text' in source)) {
      const fix = existsSync(fleet) ? '' : '; promfleet init makes one';
      throw new UsageError(`${fleet}: ${source.message}${fix}`);
    }
    if (options.from === undefined && !options.context) {
      throw new UsageError(
        "name the contexts, such as --context 'prod-*', or another source with --from",
      );
    }
    const kubeconfig = kubeconfigFor(options, io);
    const wanted = wantedFrom(options, kubeconfig, []);
    const into = {
      text: source.text,
      isNew: false,
      heading: [],
      problems: [],
      next: 'Look it over, then: promfleet apply',
    };
    return runImport({ ...into, fleet }, wanted, kubeconfig, options, io);
  });
}
