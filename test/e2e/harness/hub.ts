import { until } from '../local';
import type { Cluster } from './cluster';
import { kubectl, kubectlJson } from './kubectl';
import { PortForward } from './port-forward';
import { Prometheus, type Target } from './prometheus';

/** Namespace of the hub and of the monitors. */
export const NAMESPACE = 'monitoring';
/** Name of the hub's StatefulSet. */
export const HUB_SERVER = 'hub-prometheus-server';
/** Name of the StatefulSet and of the Service of a monitor's Prometheus. */
export const MEMBER_SERVER = 'monitor-prometheus-server';

/** Service of a monitor's pushgateway, with its port. */
export const PUSHGATEWAY = 'prometheus-pushgateway:9091';
/** Name of the Service and of the Deployment of a monitor's statsd_exporter. */
export const STATSD_EXPORTER = 'monitor-statsd-exporter';
/** Port of its metrics. */
export const STATSD_METRICS_PORT = 9102;
/** Port at which it takes lines, over UDP and TCP. */
export const STATSD_PORT = 9125;

/** The hub's Prometheus pods, each asked for itself. */
export class Hub {
  readonly replicas: readonly Prometheus[];

  constructor(
    readonly cluster: Cluster,
    replicas = 2,
  ) {
    this.replicas = Array.from({ length: replicas }, (_, ordinal) => {
      const pod = `${HUB_SERVER}-${ordinal}`;
      const resource = `pod/${pod}`;
      const forward = new PortForward(cluster, { namespace: NAMESPACE, resource, port: 9090 });
      return new Prometheus(pod, async (path) => (await forward.request('GET', path)).body);
    });
  }

  /** Waits until every replica gives something that is neither undefined nor false. */
  eventually<T>(
    what: string,
    check: (replica: Prometheus) => Promise<T | undefined | false>,
    timeoutMs = 90_000,
  ): Promise<T[]> {
    return Promise.all(
      this.replicas.map((replica) =>
        until(`${replica.name}: ${what}`, () => check(replica), { timeoutMs, everyMs: 500 }),
      ),
    );
  }

  /** Waits until every replica has a member's federation target up. */
  memberUp(member: string, timeoutMs?: number): Promise<Target[]> {
    const up = async (replica: Prometheus) =>
      (await federationTarget(replica, member, ({ health }) => health === 'up')) ?? false;
    return this.eventually(`the target of ${member} to be up`, up, timeoutMs);
  }

  /** Waits until every replica has a member's federation target down with such an error. */
  memberDown(member: string, error: RegExp, timeoutMs?: number): Promise<Target[]> {
    const what = `the target of ${member} to be down with ${error}`;
    return this.eventually(
      what,
      async (replica) => {
        const target = await federationTarget(replica, member);
        if (target?.health === 'down' && error.test(target.lastError)) return target;
        throw new Error(`it is ${target?.health ?? 'not there'}, "${target?.lastError ?? ''}"`);
      },
      timeoutMs,
    );
  }

  /** Waits until every replica reads a member at this server, and has it up. */
  memberUpAt(member: string, server: string): Promise<Target[]> {
    const { origin } = new URL(server);
    return this.eventually(`the target of ${member} to be up at ${origin}`, async (replica) => {
      const at = ({ health, scrapeUrl }: Target) =>
        health === 'up' && new URL(scrapeUrl).origin === origin;
      return (await federationTarget(replica, member, at)) ?? false;
    });
  }

  /** Says which pods, containers and processes there are: equal as long as nothing restarts. */
  async incarnation(): Promise<string[]> {
    const { items } = await kubectlJson<{ items: Pod[] }>(this.cluster, [
      ...['-n', NAMESPACE, 'get', 'pods', '-l', 'release=hub,component=prometheus-server'],
    ]);
    return items.map(({ metadata, status }) => {
      const restarts = status.containerStatuses?.map(({ restartCount }) => restartCount);
      return `${metadata.name} ${metadata.uid} restarted ${restarts} times`;
    });
  }

  /** Waits until the hub's StatefulSet has replaced every pod that it has to. */
  async rolledOut(): Promise<void> {
    await rolledOut(this.cluster, `statefulset/${HUB_SERVER}`);
  }
}

/** Waits until a workload runs as its manifest says. */
export async function rolledOut(cluster: Cluster, workload: string): Promise<void> {
  const args = ['-n', NAMESPACE, 'rollout', 'status', workload, '--timeout=240s'];
  await kubectl(cluster, args, { timeoutMs: 250_000 });
}

/** The target of a member's federation job at one replica. */
export async function federationTarget(
  replica: Prometheus,
  member: string,
  wanted: (target: Target) => boolean = () => true,
): Promise<Target | undefined> {
  const targets = await replica.targets();
  return targets.find((target) => target.scrapePool === member && wanted(target));
}

interface Pod {
  readonly metadata: { name: string; uid: string };
  readonly status: { containerStatuses?: { restartCount: number }[] };
}
