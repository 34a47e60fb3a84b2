import { memberManifests, rolloutManifests } from '../charts/member-manifests';
import type { Member } from '../model/types';
import { digestOf } from '../output/digest';
import type { RenderedFile, Renderer } from '../output/renderer';

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
  const digest = digestOf(files.filter(isWritten));
  const last = rolloutManifests(member, digest, yaml).map((file) => renderer.render(file));
  return { files: [...files, ...last], digest };
}

/** Whether patches leave a file an object: one without is not written. */
export const isWritten = ({ text }: RenderedFile): boolean => text !== '';
