import { createHash } from 'node:crypto';
import type { Tree } from './tree';

/** The licence, and the SHA-256 of its text as the Apache Software Foundation publishes it. */
const LICENCE = {
  id: 'Apache-2.0',
  sha256: 'cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30',
};

/** What is wrong with the licence of a package. */
export function licenceProblems(tree: Tree, declared: string | undefined): string[] {
  const { id, sha256 } = LICENCE;
  const text = tree.get('LICENSE');
  const [title = ''] = String(text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [
    ...(declared === id
      ? []
      : [`package.json is under ${declared ?? 'no licence'}, expected ${id}`]),
    ...(text ? [] : [`the package has no LICENSE, expected the text of ${id}`]),
    ...(text && createHash('sha256').update(text).digest('hex') !== sha256
      ? [
          `LICENSE is not the text of ${id}, found "${title.trim()}" and ${text.length} bytes, expected the published text, unchanged`,
        ]
      : []),
  ];
}

/** The same of a chart, whose licence stands in an annotation. */
export function chartLicenceProblems(file: string, annotations: Readonly<Record<string, string>>) {
  const found = annotations['artifacthub.io/license'];
  return found === LICENCE.id
    ? []
    : [
        `${file} is under ${found ?? 'no licence'}, expected ${LICENCE.id} in artifacthub.io/license`,
      ];
}
