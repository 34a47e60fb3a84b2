import type { ApiServer } from '../../api-server/server';
import { Cluster, writeContexts } from './clusters';
import { Workplace } from './promfleet';

/** Two clusters: the hub's, which is also a member, and one far away. */
export interface Stage {
  readonly place: Workplace;
  readonly home: Cluster;
  readonly away: Cluster;
}

/** By the sentence that it shows. */
export type Scenarios = Readonly<Record<string, (stage: Stage) => Promise<void>>>;

/** The API server's address that a fleet file names. */
export const server = (name: string) => `https://${name}.example.com:6443`;

/** A fleet of the two; there are no nodes on which a pod could run. */
export function fleet({ hub = {}, own = {}, far = {} }: Record<string, object> = {}) {
  return {
    hub: { cluster: 'home', namespace: 'watching', storage: '50Gi', ...hub },
    clusters: [
      { name: 'home', server: server('home'), monitor: { storage: '20Gi', ...own } },
      { name: 'away', server: server('away'), monitor: { storage: '20Gi', ...far } },
    ],
  };
}

/** Runs a scenario's stage. */
export async function onStage(
  home: ApiServer,
  away: ApiServer,
  run: (stage: Stage) => Promise<void>,
): Promise<void> {
  const place = new Workplace();
  try {
    writeContexts(place.kubeconfig, { home, away });
    await run({ place, home: new Cluster(home), away: new Cluster(away) });
  } finally {
    place.end();
  }
}
