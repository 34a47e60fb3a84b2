import { hubManifests } from '../charts/hub-manifests';
import { memberManifests } from '../charts/member-manifests';
import type { Fleet, Member } from '../model/types';
import { type Manifest, Renderer } from '../output/renderer';

/**
 * The objects of a fleet as data, cluster by cluster: what stands in the files of the output. What
 * clusters have in common is remembered; drop it when the fleet is done.
 */
export class FleetObjects {
  private readonly renderer = new Renderer();

  constructor(private readonly fleet: Fleet) {}

  /** In the order of the hub's files. */
  ofHub(): Manifest[] {
    const files = hubManifests(this.fleet, this.renderer.yaml);
    return files.flatMap((file) => this.renderer.objects(file));
  }

  /** In the order of the member's files. */
  ofMember(member: Member): Manifest[] {
    const files = memberManifests(member, this.renderer.yaml);
    return files.flatMap((file) => this.renderer.objects(file));
  }
}
