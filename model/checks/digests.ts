import { type Diagnostic, error } from '../../diagnostics';
import { DEPLOYABLES, type ImageName } from '../components';
import { IMAGES_DEFAULTS } from '../defaults';
import type { Fleet, Hub, Monitor, Workload } from '../types';
import type { Sources } from './sources';

/** Images that are deployed by a tag, which can be moved, where the fleet file forbids that. */
export function checkDigests(fleet: Fleet, { file }: Sources): Diagnostic[] {
  const images = { ...IMAGES_DEFAULTS, ...file.images };
  if (!images.requireDigest) return [];
  return (Object.keys(DEPLOYABLES) as ImageName[]).flatMap((name) => {
    const found = images[name]?.digest === undefined && firstOf(name, fleet);
    if (!found) return [];
    const { workload, where } = found;
    const message = `no digest, found ${workload.image} of ${workload.name} ${where}, write \`digest: sha256:…\`, as requireDigest asks`;
    return [error('missing-key', ['images', name], message)];
  });
}

/** Where an image is deployed: the hub, or the first of the members. */
function firstOf(name: ImageName, { hub, members }: Fleet) {
  const atHub = ofHub(hub)[name];
  if (atHub) return { workload: atHub, where: 'at the hub' };
  for (const member of members) {
    const workload = member.monitor && ofMonitor(member.monitor)[name];
    if (workload) return { workload, where: `in "${member.name}"` };
  }
  return undefined;
}

type Workloads = { readonly [Name in ImageName]?: Workload | undefined };

const ofHub = ({ server, alertmanager, grafana, login }: Hub): Workloads => ({
  prometheus: server,
  alertmanager,
  grafana,
  oauth2Proxy: login,
});
const ofMonitor = ({ server, exporters }: Monitor): Workloads => ({
  prometheus: server,
  kubeRbacProxy: server.front,
  ...exporters,
});
