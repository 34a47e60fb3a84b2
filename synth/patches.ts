import { type Diagnostic, error, formatPath, type Path } from '../diagnostics';
import { nearest } from '../language/nearest';
import type { Patches, Placed } from '../model/types';
import type { RenderedFile } from '../output/renderer';

/** The hub or a member. */
interface Patched extends Placed {
  readonly patches: Patches;
}

type Patch = Patches[number];

/** What became of patches, over all files of a fleet. */
export class PatchReport {
  private readonly lists = new Map<Patches, { of: Patched; matched: Set<Patch> }>();
  private readonly found = new Map<string, Diagnostic>();
  private readonly objects = new Set<string>();

  /** Enters the files of the hub or of a member. */
  add(of: Patched, files: readonly RenderedFile[]): void {
    const { patches } = of;
    if (patches.length === 0) return;
    // Most clusters have the same list, which is the same object.
    const list = this.lists.get(patches) ?? { of, matched: new Set() };
    this.lists.set(patches, list);
    for (const { matched, problems, objects } of files) {
      for (const patch of matched) list.matched.add(patch);
      for (const { patch, code, severity, path, message } of problems) {
        const place = of.place('patches', patches.indexOf(patch), ...path);
        // What one object is told, others need not be.
        const key = `${code} ${formatPath(place)}`;
        if (!this.found.has(key)) this.found.set(key, { code, severity, path: place, message });
      }
      if (list.matched.size < patches.length) for (const name of objects) this.objects.add(name);
    }
  }

  /** What there is to say, once all files were entered. */
  diagnostics(): Diagnostic[] {
    const matched = new Set<string>();
    const unmatched = new Map<string, Diagnostic>();
    for (const { of, ...list } of this.lists.values()) {
      for (const [index, patch] of of.patches.entries()) {
        const place = of.place('patches', index);
        if (list.matched.has(patch)) matched.add(formatPath(place));
        else unmatched.set(formatPath(place), this.withoutObject(patch, place));
      }
    }
    const alone = [...unmatched].filter(([place]) => !matched.has(place));
    return [...this.found.values(), ...alone.map(([, diagnostic]) => diagnostic)];
  }

  private withoutObject({ target }: Patch, place: Path): Diagnostic {
    const { kind = '', namespace, name = '' } = target;
    const asked = Object.entries(target).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
    const names = [...this.objects];
    const ofKind = names.filter((each) => kind === '' || each.startsWith(`${kind} `));
    const candidates = ofKind.length > 0 ? ofKind : names;
    const wanted = `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`.trim();
    const near =
      nearest(wanted, candidates) ??
      names.find((each) => name !== '' && each.split(/[ /]/).at(-1) === name) ??
      closest(wanted, candidates);
    const advice = near === undefined ? 'write another target' : `the nearest is ${near}`;
    const message = `no object is what the target asks for, found ${asked.join(', ')}, ${advice}`;
    return error('patch-without-object', [...place, 'target'], message);
  }
}

/** The candidate with the most words of what was written, where none is nearly the same. */
function closest(wanted: string, candidates: readonly string[]): string | undefined {
  const words = wanted
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const score = (candidate: string) =>
    words.filter((word) => candidate.toLowerCase().includes(word)).length;
  return [...candidates].sort((a, b) => score(b) - score(a))[0];
}
