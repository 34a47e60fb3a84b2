import { expectGolden } from '../../golden';
import {
  CLUSTERS,
  fleetOf,
  hub,
  OTHER,
  POD,
  problemsOf,
  reasons,
  status,
  text,
  withHub,
  withTarget,
} from './made-up-fleet';

withHub();

describe('replicas', () => {
  const two = () => fleetOf(', replicas: 2');

  it('that agree need no attention', async () => {
    hub.pods = { [POD]: true, [OTHER]: true };
    hub.targets = { ...hub.targets, [OTHER]: CLUSTERS.map((cluster) => ({ cluster })) };
    expect(await status(two())).toMatchObject({ ok: true, summary: { up: 8 } });
  });

  it('that differ: the member is up, and it is said who does not see it', async () => {
    hub.pods = { [POD]: true, [OTHER]: true };
    const error = 'Get "https://192.0.2.1:6443/federate": dial tcp: no route to host';
    hub.targets = {
      [POD]: withTarget('amber', { health: 'down', error }),
      [OTHER]: CLUSTERS.filter((name) => name !== 'basil').map((cluster) => ({ cluster })),
    };
    const found = await status(two());
    expect(found.summary).toMatchObject({ up: 8, needAttention: 2 });
    expect(reasons(found)).toEqual({ amber: ['replicas-differ'], basil: ['replicas-differ'] });
    expectGolden('status/replicas-differ.txt', text(problemsOf(found)));
  });

  it('of which one is not ready, or does not answer, are told of', async () => {
    hub.pods = { [POD]: true, [OTHER]: false };
    expect((await status(two())).problems).toEqual([
      `${OTHER} of the hub's Prometheus is not ready, found CrashLoopBackOff: look at kubectl --context control-plane --namespace monitoring logs ${OTHER} --previous`,
    ]);
    hub.pods = { [POD]: true, [OTHER]: true };
    const found = await status(two());
    expect(found).toMatchObject({ ok: false, summary: { up: 8 } });
    expect(found.problems).toEqual([
      `${OTHER} of the hub's Prometheus cannot be asked, found connection refused: look at its log`,
    ]);
  });

  it('of which none is there or ready are a failure', async () => {
    hub.pods = { [POD]: false };
    await expect(status()).rejects.toThrow(
      /^hub-prometheus-server-0 of the hub's Prometheus is not ready, found CrashLoopBackOff/,
    );
    hub.pods = {};
    await expect(status()).rejects.toThrow(
      'it has no Prometheus, found no pod of StatefulSet monitoring/hub-prometheus-server, run promfleet apply, or correct hub.kubeContext, found control-plane',
    );
  });
});
