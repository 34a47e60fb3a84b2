import type { Member } from '../model/types';
import type { Renderer } from '../output/renderer';

/** The digests of members' manifests, each rendered when it is asked for, and once. */
export class RolloutDigests {
  private readonly known = new Map<string, string | undefined>();

  /** @param renderer - one that others use as well; one of its own unless given */
  constructor(private renderer?: Renderer) {}

  /** Absent where the member has none. */
  of(member: Member): string | undefined {
    const { name } = member;
    if (!this.known.has(name)) this.known.set(name, this.rendered(member));
    return this.known.get(name);
  }

  private rendered(member: Member): string | undefined {
    // Loaded only now: whoever asks a hub without digests renders nothing.
    const { Renderer } = require('../output/renderer') as typeof import('../output/renderer');
    const { rolloutOf } = require('./rollout') as typeof import('./rollout');
    this.renderer ??= new Renderer();
    return rolloutOf(member, this.renderer).digest;
  }
}
