import type { Patches } from '../model/types';
import type { Manifest } from './manifest';
import type { Patcher, PatchProblem } from './patches/patcher';

/** A chart's objects, before they are written as YAML. */
export interface Manifests {
  readonly manifests: readonly Manifest[];
  /** What its constructs say is wrong with it. */
  readonly complaints: readonly string[];
}

/** What became of the patches of a file. */
export interface PatchedBy {
  /** Patches that are about an object of it. */
  readonly matched: Patches;
  /** What there is to say of them. */
  readonly problems: readonly PatchProblem[];
}

const BY_NONE: PatchedBy = { matched: [], problems: [] };

/**
 * A chart, and what was made of it under each choice of patches: those that are about no object of
 * it cost nothing, and are no other choice.
 */
export class Rendering<Value> {
  private made?: Manifests;
  private plain?: Value & PatchedBy;
  private readonly chosen = new WeakMap<Patches, Value & PatchedBy>();
  private readonly byNumbers = new Map<string, Value & PatchedBy>();

  constructor(
    private readonly make: () => Manifests,
    private readonly write: (manifests: Manifests) => Value,
    private readonly patcher: Patcher,
    /** What stands for a patch in the keys of what is remembered. */
    private readonly numberOf: (patch: Patches[number]) => number,
  ) {}

  /** What is made of it with these patches. */
  of(patches: Patches = []): Value & PatchedBy {
    if (patches.length === 0) return this.unpatched(this.make);
    const known = this.chosen.get(patches);
    if (known) return known;
    this.made ??= this.make();
    const matched = this.patcher.matching(this.made.manifests, patches);
    const value = matched.length === 0 ? this.unpatched(this.make) : this.patched(matched);
    this.chosen.set(patches, value);
    return value;
  }

  private unpatched(make: () => Manifests): Value & PatchedBy {
    this.plain ??= { ...this.write(this.made ?? make()), ...BY_NONE };
    return this.plain;
  }

  /** Clusters whose lists differ may have the same patches for one chart. */
  private patched(matched: Patches): Value & PatchedBy {
    const key = matched.map(this.numberOf).join();
    const known = this.byNumbers.get(key);
    if (known) return known;
    const { manifests = [], complaints = [] } = this.made ?? {};
    const { problems, ...patched } = this.patcher.apply(manifests, matched);
    const value = { ...this.write({ ...patched, complaints }), matched, problems };
    if (this.byNumbers.size >= MOST_CHOICES) this.byNumbers.clear();
    this.byNumbers.set(key, value);
    return value;
  }
}

/** Choices of patches that are remembered at most; fleets have a few. */
const MOST_CHOICES = 50;
