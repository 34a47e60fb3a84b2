import type { ChartFile } from '../charts/chart-file';
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
  const files = rendered(memberManifests(member, yaml), renderer);
  if (!member.monitor) return { files };
  const digest = digestOf(files);
  const last = rendered(rolloutManifests(member, digest, yaml), renderer);
  return { files: [...files, ...last], digest };
}

/** Renders files; one that patches leave without an object is none. */
export const rendered = (files: readonly ChartFile[], renderer: Renderer): RenderedFile[] =>
  files.map((file) => renderer.render(file)).filter(({ text }) => text !== '');
