import { memberManifests } from '../../../charts/member-manifests';
import { Renderer } from '../../../output/renderer';
import { type Fields, isFields } from '../../access/simulated/json';
import { fleetFile, resolvedMember } from '../../fleet';

/**
 * What `apply` makes of a monitor that the service proxy answers for: all but the reader's access.
 *
 * @param cluster - entries of the cluster, such as `monitor: { … }`
 */
export function monitorObjects(cluster = ''): Fields[] {
  const renderer = new Renderer();
  const files = memberManifests(resolvedMember(fleetFile({ cluster })), renderer.yaml);
  return files
    .filter(({ path }) => !path.endsWith('access.k8s.yaml'))
    .flatMap((file) => renderer.objects(file).filter(isFields));
}
