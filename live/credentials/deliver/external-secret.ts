import { STATESTORE } from '../../../model/components/federation';
import { issueAnnotation } from '../../../model/credential-annotations';
import { objectLabels } from '../../../model/labels';
import type { Hub, Member } from '../../../model/types';
import { ClusterFailure } from '../../client/failure';
import { memberManager } from '../../client/field-manager';
import type { KubeObject } from '../../client/resources';
import { ownedByOthers } from '../access';
import { recordEnds } from '../ends/record';
import { issueOf } from '../issue';
import { contentsIn, type Delivery } from './delivery';
import { type HubSecrets, textIn } from './hub-secrets';

/** A store of the External Secrets Operator. */
export interface Store {
  readonly name: string;
  readonly kind: 'ClusterSecretStore' | 'SecretStore';
}

/** What pushes a Secret to a store. */
export const PUSH = { apiVersion: 'external-secrets.io/v1alpha1', kind: 'PushSecret' } as const;
/** What brings it back. */
export const PULL = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' } as const;
const REFRESH = '1h0m0s';

/**
 * Delivers by way of a store: a Secret that is pushed there, and what brings it back as the Secret
 * that the hub's Prometheus mounts.
 *
 * https://external-secrets.io/latest/api/pushsecret/
 * https://external-secrets.io/latest/api/externalsecret/
 *
 * @param force - whether fields are taken from other managers
 */
export function externalSecretDelivery(
  hub: Hub,
  secrets: HubSecrets,
  store: Store,
  force: boolean,
): Delivery {
  const { namespace, resources } = secrets;
  const labels = objectLabels(STATESTORE, hub.server.release);
  const apply = async (member: Member, object: KubeObject) => {
    const options = { manager: memberManager(member.name), force };
    const applied = await resources.apply(object, options);
    if ('conflicts' in applied) throw ownedByOthers(object, applied.conflicts);
  };
  return {
    async read(member) {
      const source = await secrets.read(sourceName(member));
      return contentsIn(member.job.credentials.items, ({ content }) => textIn(source, content));
    },
    async check(member) {
      for (const kind of [PUSH, PULL]) {
        if (await resources.has(kind)) continue;
        const message = `the hub knows no ${kind.kind} of ${kind.apiVersion}, install the External Secrets Operator there, or use --to cluster`;
        throw new ClusterFailure('not-found', message);
      }
      await secrets.check(member.name, sourceName(member), contentsOf(member));
    },
    async write(member, credential) {
      const source = sourceName(member);
      const { secretName, items } = member.job.credentials;
      await secrets.apply({
        cluster: member.name,
        secret: source,
        texts: credential.contents,
        labels,
        annotations: { [issueAnnotation(member.name)]: issueOf(member, credential) },
      });
      const metadata = { name: source, namespace, labels };
      await apply(member, {
        ...PUSH,
        metadata,
        spec: {
          refreshInterval: REFRESH,
          deletionPolicy: 'Delete',
          secretStoreRefs: [{ ...store }],
          selector: { secret: { name: source } },
          data: items.map(({ content }) => ({
            match: { secretKey: content, remoteRef: { remoteKey: source, property: content } },
          })),
        },
      });
      const shared = hub.statestoreSecrets !== undefined;
      if (shared) {
        // Merging needs a Secret to merge into.
        await apply(member, {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: secretName, namespace, labels },
          type: 'Opaque',
        });
      }
      await apply(member, {
        ...PULL,
        metadata,
        spec: {
          refreshInterval: REFRESH,
          secretStoreRef: { ...store },
          target: { name: secretName, creationPolicy: shared ? 'Merge' : 'Owner' },
          data: items.map(({ key, content }) => ({
            secretKey: key,
            remoteRef: { key: source, property: content },
          })),
        },
      });
      return `PushSecret and ExternalSecret ${source} of ${namespace}`;
    },
    record: (ends) => recordEnds(hub, resources, ends),
  };
}

/** The Secret that is pushed, what pushes and brings it back, and the store's key: all of one name. */
export const sourceName = ({ name }: Pick<Member, 'name'>) => `promfleet-push-${name}`;

const contentsOf = ({ job }: Member) => job.credentials.items.map(({ content }) => content);
