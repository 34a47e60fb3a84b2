import { type Hub, NAMESPACE } from '../../harness/hub';
import { kubectl } from '../../harness/kubectl';
import type { AccessFleet } from './access-fleet';

/** Secret with the URL of who is on call. */
const ON_CALL = 'on-call';

/** What stands in for Grafana takes whatever it is sent. */
const URL = `http://hub-grafana.${NAMESPACE}.svc/on-call`;

/** In the hub's entry: who is told, at once, of a member that is missing for seconds. */
const TOLD = `
  alerts: { ClusterMissing: { for: 15s } }
  alertmanager:
    secrets: [${ON_CALL}]
    config:
      route: { receiver: ${ON_CALL}, group_wait: 1s }
      receivers:
        - name: ${ON_CALL}
          webhook_configs:
            - url_file: /etc/alertmanager/secrets/${ON_CALL}/url
`;

/** Has the fleet file say who is told, and waits until Alertmanager knows. */
export async function hasSomebodyTold(fleet: AccessFleet): Promise<void> {
  const { cluster } = fleet.hub;
  const secret = ['create', 'secret', 'generic', ON_CALL, '-n', NAMESPACE];
  await kubectl(cluster, [...secret, `--from-literal=url=${URL}`]);
  fleet.edit((text) => text.replace(/^hub:\n/m, `hub:${TOLD}`));
  await fleet.run('npx promfleet apply');
  const rolledOut = ['rollout', 'status', 'statefulset/hub-alertmanager', '-n', NAMESPACE];
  await kubectl(cluster, [...rolledOut, '--timeout=2m']);
}

/** Alerts of a drill, at any replica of the hub. */
export async function alertsOfDrill({ replicas }: Hub): Promise<object[]> {
  return (
    await Promise.all(replicas.map((replica) => replica.vector('ALERTS{drill="true"}')))
  ).flat();
}
