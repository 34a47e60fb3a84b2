import { posix } from 'node:path';
import { kustomizationBeside } from '../charts/layout';
import { Sha256 } from './digest';
import type { RenderedFile } from './renderer';

/**
 * The file by which `kubectl apply -k` and kustomizations elsewhere take the files of a directory.
 *
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 *
 * @param files - of one directory, in the order of their names
 */
export function kustomization(files: readonly RenderedFile[]): RenderedFile[] {
  const [first] = files;
  if (!first) return [];
  const resources = files.map(({ path }) => `  - ${posix.basename(path)}\n`).sort();
  const text = [
    'apiVersion: kustomize.config.k8s.io/v1beta1\n',
    'kind: Kustomization\n',
    'resources:\n',
    ...resources,
  ].join('');
  return [
    {
      path: kustomizationBeside(first.path),
      text,
      sum: new Sha256(text),
      objects: [],
      complaints: [],
      sizes: [],
      matched: [],
      problems: [],
    },
  ];
}
