import { accessManifests } from '../../charts/member-manifests';
import type { Member } from '../../model/types';
import type { Renderer } from '../../output/renderer';
import { ClusterFailure } from '../client/failure';
import { FIELD_MANAGER } from '../client/field-manager';
import type { KubeObject, Resources } from '../client/resources';

/**
 * Applies what lets the hub read a member: its namespace, a Role and to whom it is given.
 *
 * @param force - whether fields are taken from other managers
 * @throws ClusterFailure if something is refused, or another manager's
 */
export async function applyAccess(
  member: Member,
  resources: Resources,
  renderer: Renderer,
  force: boolean,
): Promise<void> {
  const files = accessManifests(member).map(
    (file) => renderer.objects(file) as readonly KubeObject[],
  );
  // Asked for side by side, what kinds there are is known when it is needed.
  const kinds = new Map(files.flat().map((object) => [object.apiVersion, object]));
  await Promise.all([...kinds.values()].map((kind) => resources.has(kind)));
  for (const objects of files) {
    // Of one file none needs another to be there.
    await Promise.all(objects.map((object) => applyOne(object, resources, force)));
  }
}

async function applyOne(object: KubeObject, resources: Resources, force: boolean): Promise<void> {
  const applied = await resources.apply(object, { manager: FIELD_MANAGER, force });
  if (!('conflicts' in applied)) return;
  throw ownedByOthers(object, applied.conflicts);
}

/** The failure that conflicts with other field managers are. */
export function ownedByOthers(
  { kind, metadata: { name } }: KubeObject,
  conflicts: readonly { readonly field: string; readonly message: string }[],
): ClusterFailure {
  const fields = conflicts.map(({ field, message }) => `${message} (${field})`).join(', ');
  const message = `${kind} ${name} has other owners, found ${fields}, take it over with --force or let them give it up`;
  return new ClusterFailure('conflict', message);
}
