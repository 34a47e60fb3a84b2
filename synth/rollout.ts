import { memberManifests, rolloutManifests } from '../charts/member-manifests';
import type { Member } from '../model/types';
import { digestOf } from '../output/digest';
import { type RenderedFile, Renderer } from '../output/renderer';

/** The manifests of a member, and their digest. */
export interface Rollout {
  /** The file with the digest is the last. */
  readonly files: readonly RenderedFile[];
  /** Absent where nothing there could bring it to the hub: promfleet deploys no Prometheus. */
  readonly digest?: string;
}

/** Renders the manifests of a member. */
export function rolloutOf(member: Member, renderer: Renderer): Rollout {
  const { yaml } = renderer;
  const files = memberManifests(member, yaml).map((file) => renderer.render(file));
  if (!member.monitor) return { files };
  const digest = digestOf(files);
  const last = rolloutManifests(member, digest, yaml).map((file) => renderer.render(file));
  return { files: [...files, ...last], digest };
}

/** The digests of members' manifests, each rendered when it is asked for, and once. */
export class RolloutDigests {
  private readonly renderer: Renderer;
  private readonly known = new Map<string, string | undefined>();

  /** @param renderer - one that others use as well; one of its own unless given */
  constructor(renderer = new Renderer()) {
    this.renderer = renderer;
  }

  /** Absent where the member has none. */
  of(member: Member): string | undefined {
    const { name } = member;
    if (!this.known.has(name)) this.known.set(name, rolloutOf(member, this.renderer).digest);
    return this.known.get(name);
  }
}
