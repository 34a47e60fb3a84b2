import { hubFiles } from '../charts/hub-files';
import { memberFiles } from '../charts/member-files';
import type { ModelProblem } from '../model/problem';
import type { Fleet, Member } from '../model/types';
import { type Duplicate, ObjectRegister } from './duplicates';
import { type RenderedFile, renderFile } from '../output/render';

export interface RenderOptions {
  /** Takes a file; it is not kept, so that a large fleet's texts are never in memory together. */
  readonly onFile: (file: RenderedFile) => void;
  /**
   * Told how far it is.
   *
   * @default - nobody is told
   */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Renders every file of a fleet.
 *
 * @returns what only shows in the manifests: objects of one name on one cluster
 */
export function renderFleet(fleet: Fleet, options: RenderOptions): ModelProblem[] {
  const { hub, members } = fleet;
  const registerOf = registers(fleet);
  const emit = (files: RenderedFile[]) => {
    for (const file of files) options.onFile(file);
    return files;
  };
  registerOf(hub.cluster).add('the hub', emit(hubFiles(fleet).map(renderFile)));
  return members.flatMap((member, done) => {
    options.onProgress?.(done + 1, members.length);
    const files = emit(memberFiles(member).map(renderFile));
    const duplicates = registerOf(member.name, member.server).add(
      `cluster "${member.name}"`,
      files,
    );
    return problems(member, duplicates);
  });
}

/**
 * Gives everything that is written to one cluster the same register: the hub and the member
 * that is its own cluster, and members with the same API server.
 */
function registers({ hub, members }: Fleet) {
  const entries = new Map<string, number>();
  for (const { server } of members) entries.set(server, (entries.get(server) ?? 0) + 1);
  const kept = new Map<string, ObjectRegister>();
  return (name: string, server = ''): ObjectRegister => {
    const destination = name === hub.cluster ? '' : server;
    // Most clusters are written to once, and their registers need not be kept.
    if (destination !== '' && entries.get(server) === 1) return new ObjectRegister();
    const register = kept.get(destination) ?? new ObjectRegister();
    kept.set(destination, register);
    return register;
  };
}

/** One problem for all that a cluster has in common with another: they share a cause. */
function problems({ entry }: Member, duplicates: readonly Duplicate[]): ModelProblem[] {
  const [first, ...more] = duplicates;
  if (!first) return [];
  const others = more.length > 0 ? ` (and ${more.length} more)` : '';
  const message = `two objects of one kind and name, found ${first.object}, which ${first.other} has already${others}, use another release or namespace`;
  return [{ paths: [['clusters', entry]], message }];
}
