import type { Code, Path } from '../../diagnostics';
import { type PatchBody, type PatchEntry, patchOfText } from '../../inventory/schema/patches';
import type { Patches } from '../../model/types';
import { type Mapping, own } from '../../yaml/mapping';
import { type Manifest, nameOf } from '../manifest';
import { type Fault, patchFaults } from './fields';
import { KubernetesTypes } from './kubernetes-types';
import { applyOperations, isUnapplied, type Operations } from './operations';
import { undone } from './promises';
import { resultFaults } from './result';
import { secretsIn } from './secrets';
import { isDeleted, strategicMerge } from './strategic';
import { targetMatcher } from './target';

/** What is to be said of a patch, once it met an object. */
export interface PatchProblem {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  readonly patch: PatchEntry;
  /** Where it is said, below the patch. */
  readonly path: Path;
  readonly message: string;
}

/** Objects after their patches. */
export interface Patched {
  /** Those that a patch removes are not there. */
  readonly manifests: readonly Manifest[];
  readonly problems: readonly PatchProblem[];
}

interface Prepared {
  readonly matches: (object: Manifest) => boolean;
  readonly body: PatchBody;
  /** Places in it where a secret is written out. */
  readonly secrets: readonly Path[];
}

/** Applies patches to objects; it remembers what patches are, and not what came of them. */
export class Patcher {
  private readonly types = new KubernetesTypes();
  private readonly prepared = new WeakMap<PatchEntry, Prepared>();

  /** The patches that are about one of these objects. */
  matching(manifests: readonly Manifest[], patches: Patches): PatchEntry[] {
    return patches.filter((patch) => manifests.some(this.of(patch).matches));
  }

  /** Applies patches in turn; one that cannot be leaves its object as it is. */
  apply(manifests: readonly Manifest[], patches: Patches): Patched {
    const problems: PatchProblem[] = [];
    const patched = manifests.flatMap((manifest) => {
      let object: Manifest | undefined = manifest;
      for (const patch of patches) {
        if (object === undefined || !this.of(patch).matches(object)) continue;
        object = this.one(object, patch, (problem) => problems.push({ ...problem, patch }));
      }
      return object === undefined ? [] : [object];
    });
    return { manifests: patched, problems };
  }

  private one(
    before: Manifest,
    patch: PatchEntry,
    say: (problem: Omit<PatchProblem, 'patch'>) => void,
  ): Manifest | undefined {
    const { body, secrets } = this.of(patch);
    const place = (path: Path): Path => {
      // Within a text there are no places.
      return typeof patch.patch === 'string' ? ['patch'] : ['patch', ...path];
    };
    const refuse = (faults: readonly Fault[], found: (fault: Fault) => Path) => {
      for (const fault of faults) {
        const message = `makes ${nameOf(before)} invalid: ${fault.message}`;
        say({ code: 'invalid-patch', severity: 'error', path: place(found(fault)), message });
      }
      return before;
    };
    for (const path of secrets) {
      const message =
        'a secret in a patch would stand in every manifest, found one, refer to a Secret with secretKeyRef or mount it';
      say({ code: 'secret-in-patch', severity: 'error', path: place(path), message });
    }
    let after: Manifest | undefined;
    if (isOperations(body)) {
      const result = applyOperations(before, body);
      if (isUnapplied(result)) {
        const message = `cannot be applied to ${nameOf(before)}: ${result.message}`;
        say({ code: 'invalid-patch', severity: 'error', path: place(result.path), message });
        return before;
      }
      after = result;
    } else {
      const type = this.types.ofObject(before);
      const faults = patchFaults(body, type, this.types);
      if (faults.length > 0) return refuse(faults, ({ path }) => path);
      after = isDeleted(body)
        ? undefined
        : (strategicMerge(before, body, type, this.types) as Manifest);
    }
    const faults = after ? resultFaults(before, after, this.types) : [];
    if (faults.length > 0) return refuse(faults, ({ path }) => written(body, path));
    for (const promise of undone(before, after)) {
      const message = `undoes a promise of security, found that ${promise} in ${nameOf(before)}, leave it out unless that is meant`;
      say({ code: 'patch-weakens', severity: 'warning', path: place([]), message });
    }
    return after;
  }

  private of(patch: PatchEntry): Prepared {
    const known = this.prepared.get(patch);
    if (known) return known;
    const body = typeof patch.patch === 'string' ? patchOfText(patch.patch) : patch.patch;
    const prepared: Prepared = {
      matches: targetMatcher(patch.target),
      body: body ?? {},
      secrets: secretsIn(body),
    };
    this.prepared.set(patch, prepared);
    return prepared;
  }
}

const isOperations = (body: PatchBody): body is Operations => Array.isArray(body);

/** Where in a patch it is written what is wrong at a place of the object that it made. */
function written(body: PatchBody, place: Path): Path {
  if (!isOperations(body)) return deepest(body, place);
  const pointer = `/${place.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  const last = body.findLastIndex(
    ({ path }) => `${pointer}/`.startsWith(`${path}/`) || `${path}/`.startsWith(`${pointer}/`),
  );
  return last < 0 ? [] : [last, 'path'];
}

/** The part of a path that a mapping has; in lists elements have other places. */
function deepest(body: Mapping, place: Path): Path {
  const path: (string | number)[] = [];
  let node: unknown = body;
  for (const key of place) {
    if (typeof key !== 'string' || typeof node !== 'object' || node === null) break;
    node = own(node as Mapping, key);
    if (node === undefined) break;
    path.push(key);
  }
  return path;
}
