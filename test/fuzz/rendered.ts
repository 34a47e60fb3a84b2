import { loadFleet } from '../../synth/load';
import { renderFleet } from '../../synth/render-fleet';

/** The manifests of a fleet file's text by path; nothing if it is refused. */
export function rendered(text: string): Map<string, string> | undefined {
  const { fleet } = loadFleet('fleet.yaml', { text });
  if (!fleet) return undefined;
  const files = new Map<string, string>();
  const found = renderFleet(fleet, {
    onFile: ({ path, text, objects }) => objects.length > 0 && files.set(path, text),
  });
  return found.some(({ severity }) => severity === 'error') ? undefined : files;
}
