import { ROLLOUT } from '../../model/components/federation';
import { EXPECTED } from '../../prometheus/rules/inventory';
import type { RuleFile } from '../../prometheus/types';
import type { Manifests } from './manifests';

/**
 * Manifests without what a chart cannot have: the digest of a member's manifests is of bytes that are
 * written before, and a template knows nothing of what others render.
 */
export function withoutDigests(synthesised: Manifests): Manifests {
  const kept = [...synthesised].filter(([, object]) => !isRollout(object));
  return new Map(
    kept.map(([name, object]) => [name, isInventory(object) ? named(object) : object]),
  );
}

interface Inventory {
  readonly data: Readonly<Record<string, RuleFile>>;
}

const componentOf = (object: unknown) =>
  (object as { metadata: { labels?: Record<string, string> } }).metadata.labels?.component;

const isRollout = (object: unknown) => componentOf(object) === ROLLOUT.component;

const isInventory = (object: unknown): object is Inventory =>
  componentOf(object) === 'inventory' && (object as Partial<Inventory>).data !== undefined;

/** The inventory without the groups that say what is expected. */
function named(object: Inventory): Inventory {
  const files = Object.entries(object.data).map(([file, { groups }]) => {
    const names = groups.filter(({ rules }) => !rules?.some(({ record }) => record === EXPECTED));
    return [file, { groups: names }];
  });
  return { ...object, data: Object.fromEntries(files) };
}
