import { STATESTORE } from '../../../model/components/federation';
import { issueAnnotation } from '../../../model/credential-annotations';
import { objectLabels } from '../../../model/labels';
import type { Hub } from '../../../model/types';
import { refreshVolumes } from '../../refresh-volumes';
import { recordEnds } from '../ends/record';
import { issueOf } from '../issue';
import { contentsIn, type Delivery, keyed } from './delivery';
import { type HubSecrets, textIn } from './hub-secrets';

/** Delivers into the Secrets that the hub's Prometheus mounts. */
export function clusterDelivery(hub: Hub, secrets: HubSecrets): Delivery {
  const { namespace } = secrets;
  return {
    async read(member) {
      const { secretName, items } = member.job.credentials;
      const secret = await secrets.read(secretName);
      return contentsIn(items, ({ key }) => textIn(secret, key));
    },
    check(member) {
      const { secretName, items } = member.job.credentials;
      const keys = items.map(({ key }) => key);
      return secrets.check(member.name, secretName, keys);
    },
    async write(member, credential) {
      const { secretName } = member.job.credentials;
      await secrets.apply({
        cluster: member.name,
        secret: secretName,
        texts: keyed(member, credential.contents),
        labels: objectLabels(STATESTORE, hub.server.release),
        annotations: { [issueAnnotation(member.name)]: issueOf(member, credential) },
      });
      return `Secret ${secretName} of ${namespace}`;
    },
    record: (ends) => recordEnds(hub, secrets.resources, ends),
    finish: () => refreshVolumes(secrets.resources, hub.server),
  };
}
