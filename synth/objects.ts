import { hubManifests } from '../charts/hub-manifests';
import { memberManifests, rolloutManifests } from '../charts/member-manifests';
import type { Fleet, Member } from '../model/types';
import type { Manifest } from '../output/manifest';
import { Renderer } from '../output/renderer';
import { RolloutDigests } from './rollout-digests';

/**
 * The objects of a fleet as data, cluster by cluster: what stands in the files of the output. What
 * clusters have in common is remembered; drop it when the fleet is done.
 */
export class FleetObjects {
  private readonly renderer = new Renderer();
  private readonly digests = new RolloutDigests(this.renderer);

  constructor(private readonly fleet: Fleet) {}

  /** In the order of the hub's files. */
  ofHub(): Manifest[] {
    const digests = new Map<string, string>();
    for (const member of this.fleet.members) {
      const digest = this.digests.of(member);
      if (digest !== undefined) digests.set(member.name, digest);
    }
    const files = hubManifests(this.fleet, digests, this.renderer.yaml);
    return files.flatMap((file) => this.renderer.objects(file));
  }

  /** In the order of the member's files. */
  ofMember(member: Member): Manifest[] {
    const { yaml } = this.renderer;
    const digest = this.digests.of(member);
    const files = [
      ...memberManifests(member, yaml),
      ...(digest === undefined ? [] : rolloutManifests(member, digest, yaml)),
    ];
    return files.flatMap((file) => this.renderer.objects(file));
  }
}
