import type { Fleet, Hub, Member } from '../../model/types';
import { FleetObjects } from '../../synth/objects';
import type { KubeObject } from '../client/resources';
import type { HubPlace } from './memory';
import type { Owner } from './record';

/** What is applied where. */
export interface Target {
  readonly owner: Owner;
  readonly kubeContext: string;
  /** Where the record of what was applied is kept: it is there once its Namespace is applied. */
  readonly namespace: string;
  /** Rendered when it is asked for: a large fleet's objects are never in memory together. */
  readonly objects: () => readonly KubeObject[];
}

/** What a fleet is told from others by: one hub of a name, in a place of its cluster. */
export const fleetId = ({ cluster, server }: Hub): string =>
  `${cluster}/${server.namespace}/${server.release}`;

/** Where the hub keeps what it remembers. */
export const placeOf = ({ server: { namespace, release } }: Hub): HubPlace => ({
  namespace,
  release,
});

/** The targets of a fleet. */
export type Targets = ReturnType<typeof targetsOf>;

export function targetsOf(fleet: Fleet) {
  const objects = new FleetObjects(fleet);
  const { hub } = fleet;
  return {
    hub: (): Target => ({
      owner: { fleet: fleetId(hub), role: 'hub', name: hub.cluster },
      kubeContext: hub.kubeContext,
      namespace: hub.server.namespace,
      objects: () => objects.ofHub(),
    }),
    member: (member: Member): Target => ({
      owner: { fleet: fleetId(hub), role: 'member', name: member.name },
      kubeContext: member.kubeContext,
      namespace: member.reader.namespace,
      objects: () => objects.ofMember(member),
    }),
  };
}
