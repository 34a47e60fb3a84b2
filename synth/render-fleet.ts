import { hubManifests } from '../charts/hub-manifests';
import { type Diagnostic, error } from '../diagnostics';
import { EXPORTER_KEYS, EXPORTERS } from '../model/components';
import type { Fleet, Member, Placed } from '../model/types';
import { kustomization } from '../output/kustomization';
import type { OnProgress } from '../output/on-progress';
import { type RenderedFile, Renderer } from '../output/renderer';
import { type Duplicate, registers } from './duplicates';
import { PatchReport } from './patches';
import { isWritten, rolloutOf } from './rollout';
import { sizeWarnings } from './sizes';

export interface RenderOptions {
  /** Takes a file; it is not kept, so that a large fleet's texts are never in memory together. */
  readonly onFile: (file: RenderedFile) => void;
  /**
   * Told how far it is.
   *
   * @default - nobody is told
   */
  readonly onProgress?: OnProgress;
}

/**
 * Renders every file of a fleet.
 *
 * @returns what only shows in the manifests: objects of one name on one cluster or of great size,
 *   what a construct finds wrong with itself, and patches that cannot be applied
 */
export function renderFleet(fleet: Fleet, options: RenderOptions): Diagnostic[] {
  const { hub, members } = fleet;
  const renderer = new Renderer();
  const digests = new Map<string, string>();
  const patches = new PatchReport();
  const write = (files: readonly RenderedFile[]) => {
    const there = files.filter(isWritten);
    for (const file of [...there, ...kustomization(there)]) options.onFile(file);
  };
  const ofMembers = members.map((member, done) => {
    options.onProgress?.(done + 1, members.length);
    const { files, digest } = rolloutOf(member, renderer);
    write(files);
    patches.add(member, files);
    if (digest !== undefined) digests.set(member.name, digest);
    return {
      member,
      things: [...objects(files), ...hostPorts(member)],
      found: [...refused(files, member), ...sizeWarnings(files, member)],
    };
  });
  // The hub is told the digests of its members.
  const manifests = hubManifests(fleet, digests, renderer.yaml);
  const hubFiles = manifests.map((file) => renderer.render(file));
  write(hubFiles);
  patches.add(hub, hubFiles);
  const { ofHub, ofMember } = registers(fleet);
  ofHub().add('the hub', objects(hubFiles));
  return [
    ...patches.diagnostics(),
    ...refused(hubFiles, hub),
    ...sizeWarnings(hubFiles, hub),
    ...ofMembers.flatMap(({ member, things, found }) => {
      const duplicates = ofMember(member).add(`cluster "${member.name}"`, things);
      return [...found, ...clashes(member, duplicates)];
    }),
  ];
}

const objects = (files: readonly RenderedFile[]) => files.flatMap((file) => file.objects);

const HOST_PORT = 'host port';

/** The ports of every node that a member's pods take. */
function hostPorts({ monitor }: Member): string[] {
  return EXPORTER_KEYS.flatMap((key) => {
    const { hostNetwork = false, port } = monitor?.exporters[key] ?? {};
    return hostNetwork ? [`${HOST_PORT} ${port} of ${EXPORTERS[key].component}`] : [];
  });
}

/** One diagnostic for all the objects a cluster has in common with another: they share a cause. */
function clashes({ place }: Member, duplicates: readonly Duplicate[]): Diagnostic[] {
  const [first, ...more] = duplicates.filter(({ thing }) => !thing.startsWith(HOST_PORT));
  const port = duplicates.find(({ thing }) => thing.startsWith(HOST_PORT));
  if (first) {
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    const message = `two objects of one kind and name, found ${first.thing}, which ${first.other} has already${others}, use another release or namespace`;
    return [error('duplicate-object', place(), message)];
  }
  if (!port) return [];
  const message = `two pods of one cluster want a port of every node, found ${port.thing}, which ${port.other} has already, switch it off here or give it another port`;
  return [error('duplicate-host-port', place(), message)];
}

function refused(files: readonly RenderedFile[], { place }: Placed): Diagnostic[] {
  return files.flatMap(({ path, complaints }) =>
    complaints.map((complaint) =>
      error('invalid-construct', place(), `${path} is refused by ${complaint}`),
    ),
  );
}
