import { statSync } from 'node:fs';
import { type KubeContext, type Kubeconfig, loadKubeconfig } from '../../live/client/kubeconfig';
import { ask } from '../../live/import/ask';
import { serverKey } from '../../live/import/existing';
import type { Findings } from '../../live/import/findings';
import { hubEntry, newFleetText } from '../../live/import/fleet-text';
import { chooseName, nameParts } from '../../live/import/names';
import { contextCandidate, hint } from '../../live/import/sources/contexts';
import { flowText, type Mapping } from '../../yaml/edit';
import { STDIN } from '../../yaml/source';
import type { ExitCode } from '../exit';
import type { Io } from '../io';
import type { ImportOptions } from './options';
import { oneFile, orRefuse, runImport, UsageError, wantedFrom } from './run';

export interface InitOptions extends ImportOptions {
  readonly hub?: string;
}

/** Makes a fleet file. */
export function initFleet(options: InitOptions, io: Io): Promise<ExitCode> {
  return orRefuse(options, io, async () => {
    const fleet = oneFile(options);
    if (fleet === STDIN) throw new UsageError('name the file to be made, found -');
    if (statSync(fleet, { throwIfNoEntry: false })) {
      throw new UsageError(`${fleet} is there already: promfleet import adds to it`);
    }
    const kubeconfig = loadKubeconfig({ files: options.kubeconfig, env: io.env });
    const context = hubContext(options, kubeconfig);
    const wanted = wantedFrom(options, kubeconfig, othersThan(context, kubeconfig));
    if ('contexts' in wanted && wanted.contexts.length === 0) {
      throw new UsageError(
        `the hub's is the only cluster of the kubeconfig, name it with --context to watch it, too`,
      );
    }
    const candidate = contextCandidate(kubeconfig, context);
    const findings = options.offline ? {} : await ask(candidate);
    const parts = nameParts(candidate.name, context.server);
    const { name } = chooseName(candidate.name, parts, () => false);
    const hub = hubEntry({
      cluster: name,
      kubeContext: context.name === name ? undefined : context.name,
      defaultStorageClass: findings.defaultStorageClass,
    });
    const into = {
      text: newFleetText(hub),
      isNew: true,
      heading: [
        `hub: ${flowText(hub)}, found as context ${context.name}`,
        ...onStorage(findings, hub),
      ],
      problems: findings.unreachable === undefined ? [] : [`hub: ${findings.unreachable}`],
      next: 'Look it over, then: promfleet apply',
    };
    return runImport({ ...into, fleet }, wanted, kubeconfig, options, io);
  });
}

/** The context of the hub: the one that is named, or the current one. */
function hubContext({ hub }: InitOptions, { contexts, currentContext }: Kubeconfig): KubeContext {
  const names = contexts.map(({ name }) => name);
  const wanted = hub ?? currentContext;
  if (wanted === undefined) {
    throw new UsageError(
      `the kubeconfig has no current context, name the hub's with --hub, ${hint('', names)}`,
    );
  }
  const context = contexts.find(({ name }) => name === wanted);
  if (!context) throw new UsageError(`no context is named ${wanted}, ${hint(wanted, names)}`);
  return context;
}

/** Contexts that lead to other clusters. */
const othersThan = (hub: KubeContext, { contexts }: Kubeconfig) =>
  contexts.filter(({ server }) => serverKey(server) !== serverKey(hub.server));

function onStorage({ defaultStorageClass, unreachable }: Findings, hub: Mapping): string[] {
  if (unreachable !== undefined) return [];
  if (!defaultStorageClass) {
    return ['  note: no storage is written, the hub was not asked for a default StorageClass'];
  }
  const { value, reasons } = defaultStorageClass;
  return value
    ? [`  storage: ${hub.storage}, because ${reasons.join('; ')}`]
    : [`  note: no storage is written, because ${reasons.join('; ')}`];
}
