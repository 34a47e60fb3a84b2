import { appendItems, type Edit, type Mapping, mappingText, setKey } from '../../yaml/edit';
import type { Finding } from './findings';
import type { Outcome } from './plan';

/** The hub of a new fleet file. */
export interface NewHub {
  readonly cluster: string;
  /** Absent where it is the name. */
  readonly kubeContext?: string;
  /** Whether a claim without a StorageClass gets a volume there. */
  readonly defaultStorageClass?: Finding<boolean>;
}

/** Of the hub's Prometheus, where volumes are to be had: what the shipped fleet file has, too. */
const STORAGE = '50Gi';

/** What a new fleet file says of its hub. */
export const hubEntry = ({ cluster, kubeContext, defaultStorageClass }: NewHub): Mapping => ({
  cluster,
  kubeContext,
  statestoreLayout: 'shared',
  storage: defaultStorageClass?.value === true ? STORAGE : undefined,
});

/** A fleet file without clusters. */
export const newFleetText = (hub: Mapping): string =>
  [
    '# yaml-language-server: $schema=./fleet.schema.json',
    '# `promfleet schema > fleet.schema.json` writes the schema that editors check this file with.',
    'hub:',
    mappingText(hub).replace(/^/gm, '  '),
    'clusters:',
    '',
  ].join('\n');

/**
 * The edits that put into a fleet file what was found.
 *
 * @throws EditError when the file is not YAML, or is written so that nothing can be added to it
 */
export function importEdits(text: string, outcomes: readonly Outcome[]): readonly Edit[] {
  const contexts = outcomes.flatMap((outcome) =>
    outcome.kind === 'known' && outcome.index !== undefined && outcome.kubeContext !== undefined
      ? setKey(text, ['clusters', outcome.index], 'kubeContext', outcome.kubeContext, 'server')
      : [],
  );
  const items = outcomes.flatMap((outcome) => {
    if (outcome.kind === 'added') return [{ value: outcome.entry }];
    if (outcome.kind !== 'commentedOut' || outcome.line !== undefined) return [];
    const { name, why, entry } = outcome;
    return [{ value: entry, comment: [oneLine(`${name}: ${why}`)], commentedOut: true }];
  });
  return [...contexts, ...appendItems(text, 'clusters', items)];
}

/** What clusters say goes into a comment: nothing of it may end the comment's line. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\ufeff]+/gu, ' ');
