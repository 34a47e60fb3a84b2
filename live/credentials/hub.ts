import { hubNamespaceManifests } from '../../charts/hub-manifests';
import type { Hub } from '../../model/types';
import { Renderer } from '../../output/renderer';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import { FIELD_MANAGER } from '../client/field-manager';
import type { KubeObject } from '../client/resources';
import { ownedByOthers } from './access';
import { versionOf } from './clock';
import { HubSecrets } from './deliver/hub-secrets';

export interface HubOptions {
  /** Whether keys are taken from other managers. */
  readonly force: boolean;
  /** Whether its namespace is left as it is. */
  readonly dryRun: boolean;
}

/**
 * Makes sure that the hub takes credentials, before any is made: it answers, and has its namespace.
 *
 * @throws ClusterFailure if not
 */
export async function openHub(
  hub: Hub,
  connection: ApiConnection,
  { force, dryRun }: HubOptions,
): Promise<HubSecrets> {
  try {
    await versionOf(connection);
    const secrets = new HubSecrets(connection, hub.server.namespace, force);
    if (dryRun) return secrets;
    const renderer = new Renderer();
    const objects = hubNamespaceManifests(hub).flatMap((file) => renderer.objects(file));
    for (const object of objects as readonly KubeObject[]) {
      const applied = await secrets.resources.apply(object, { manager: FIELD_MANAGER, force });
      if ('conflicts' in applied) throw ownedByOthers(object, applied.conflicts);
    }
    return secrets;
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    const message = `the hub takes no credentials: ${error.message}; --to file needs no hub`;
    throw new ClusterFailure(error.reason, message);
  }
}
