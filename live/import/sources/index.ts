import type { ApiConnection } from '../../client/connection';
import { Resources } from '../../client/resources';
import type { Found } from '../candidate';
import { ARGOCD } from './argocd';
import { CLUSTER_API } from './cluster-api';
import { CLUSTER_PROFILE } from './cluster-profile';
import type { ObjectSourceName } from './names';
import { foundIn, type ObjectSource, objectsOfFile } from './objects';

const SOURCES: Readonly<Record<ObjectSourceName, ObjectSource>> = {
  argocd: ARGOCD,
  'cluster-api': CLUSTER_API,
  'cluster-profile': CLUSTER_PROFILE,
};

/** The source of a name. */
export const sourceNamed = (name: ObjectSourceName): ObjectSource => SOURCES[name];

/**
 * What a source has in files.
 *
 * @param files - `-` is standard input
 * @throws SourceError if one cannot be read
 */
export function foundInFiles(source: ObjectSource, files: readonly string[]): Found {
  const found = files.map((file) => foundIn(source, objectsOfFile(file), file));
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    problems: found.flatMap(({ problems }) => problems),
  };
}

/**
 * What a source has in a management cluster.
 *
 * @param where - what messages call the cluster
 * @param namespace - absent: all of them
 * @throws ClusterFailure if it cannot be asked
 */
export async function foundInCluster(
  source: ObjectSource,
  connection: ApiConnection,
  where: string,
  namespace?: string,
): Promise<Found> {
  const objects = await new Resources(connection).list(source.kind, source.selector, namespace);
  return foundIn(source, objects, where);
}
