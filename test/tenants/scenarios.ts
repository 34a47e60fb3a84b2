import assert from 'node:assert/strict';
import { FEDERATED_RULES } from '../../prometheus/relabel/federated-rules';
import { conditionOf, LONGEST, type RunningMonitor } from './monitor';
import type { Target } from './servers';

/** The jobs that take what tenants say. */
export const PODS = 'kubernetes-pods';
export const GATEWAY = 'banzaicloud-pushgateway';
/** What a kubelet's target would be like if it were down. */
export const FORGED = 'up{job="kubernetes-nodes",instance="node-2",namespace="kube-system"} 0';

/** An alert that nobody raised, labelled as what the hub is to have. */
export const FORGED_ALERT =
  'ALERTS{alertname="KubeAPIDown",alertstate="firing",severity="critical",promfleet="federate"} 1';

/** A tenant's, each with a fault of its own, and an honest neighbour. */
export interface Cast {
  readonly honest: Target;
  readonly long: Target;
  readonly liar: Target;
  readonly gateway: Target;
  readonly inner: Target;
  readonly redirecting: Target;
}

type Scenario = (monitor: RunningMonitor, cast: Cast) => Promise<void>;

/** What is to be true of them, each as a sentence. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a redirect is not followed': async (monitor, { redirecting, inner }) => {
    assert.match((await monitor.errors())[redirecting.address] ?? '', /302/);
    assert.equal(inner.asked(), 0);
  },
  'a label that is too long costs its own target, and does not reach the hub': async (
    monitor,
    { long, honest },
  ) => {
    const errors = await monitor.errors();
    assert.match(errors[long.address] ?? '', /label_value_length_limit exceeded/);
    assert.equal(errors[honest.address], '');
    const text = await monitor.federated(`{job="${PODS}"}`);
    assert.match(text, /^orders_total\{/m);
    const values = [...text.matchAll(/="([^"]*)"/g)].map(([, value = '']) => value.length);
    assert.ok(Math.max(...values) <= LONGEST);
  },
  'nobody but Prometheus says whether a kubelet is up': async (monitor, { liar }) => {
    assert.deepEqual(await monitor.series('up{job="kubernetes-nodes"}'), []);
    const claim = { __name__: 'up', exported_job: 'kubernetes-nodes' };
    const [ofPod] = await monitor.series(`up{job="${PODS}", exported_job!=""}`);
    assert.deepEqual(ofPod?.labels, {
      ...claim,
      job: PODS,
      instance: liar.address,
      exported_instance: 'node-2',
      namespace: 'shop',
      exported_namespace: 'kube-system',
    });
    const [pushed] = await monitor.series(`up{job="${GATEWAY}", exported_job!=""}`);
    assert.deepEqual(pushed?.labels, {
      ...claim,
      job: GATEWAY,
      instance: 'node-2',
      namespace: 'kube-system',
    });
  },
  'nobody raises an alert on the targets of a job that scrapes no tenant': async (monitor) => {
    const down = await monitor.series('up == 0');
    assert.ok(down.length >= 3, 'tenants have targets that are down, and claim so of others');
    assert.deepEqual(await monitor.series(conditionOf('TargetDown')), []);
    const jobs = (await monitor.series('up')).map(({ labels }) => labels.job);
    assert.deepEqual(new Set(jobs), new Set([PODS, GATEWAY]));
  },
  'what tenants label to be federated is not': async (monitor) => {
    const alerts = await monitor.series('ALERTS{alertname="KubeAPIDown"}');
    assert.deepEqual(alerts.map(({ labels }) => labels.job).sort(), [GATEWAY, PODS]);
    assert.equal(await monitor.federated(FEDERATED_RULES), '');
  },
  'what is pushed for a batch job has its name': async (monitor) => {
    const [backup] = await monitor.series('backup_success');
    assert.deepEqual(backup?.labels, {
      __name__: 'backup_success',
      job: 'nightly-backup',
      namespace: 'shop',
    });
  },
};
