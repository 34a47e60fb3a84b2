import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A Kubernetes object as rendered, as far as the suite looks into it. */
export interface Manifest {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: what a spec holds depends on the kind
  readonly spec?: any;
  readonly subjects?: readonly { kind: string; name: string; namespace?: string }[];
}

/** Every object in the files of a directory. */
export function readManifests(dir: string): Manifest[] {
  return fs
    .readdirSync(dir)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => parseAllDocuments(fs.readFileSync(path.join(dir, file), 'utf8')))
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);
}

/** What tells an object apart from all others of its cluster: `kind namespace/name`. */
export function identity({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** The images that objects run. */
export function imagesOf(manifests: readonly Manifest[]): string[] {
  const images = manifests.flatMap(({ spec }) => {
    const pod = spec?.template?.spec ?? {};
    const containers = [...(pod.initContainers ?? []), ...(pod.containers ?? [])];
    return containers.map(({ image }: { image: string }) => image);
  });
  return [...new Set(images)].sort();
}

/** Identities of the objects that differ between two states of a directory. */
export function differences(before: readonly Manifest[], after: readonly Manifest[]): string[] {
  const texts = (manifests: readonly Manifest[]) =>
    new Map(manifests.map((manifest) => [identity(manifest), JSON.stringify(manifest)]));
  const [old, current] = [texts(before), texts(after)];
  const all = new Set([...old.keys(), ...current.keys()]);
  return [...all].filter((key) => old.get(key) !== current.get(key)).sort();
}
