import { importEdits } from '../../live/import/fleet-text';
import { applyEdits } from '../../yaml/edit';
import { candidate, plan, TEXT } from './made-up-plan';

describe('a server that the fleet file has', () => {
  it('is there already, however it is written', async () =>
    expect(
      await plan({ candidates: [candidate('x', { server: 'https://ONE.example.com.:6443/' })] }),
    ).toMatchObject([{ kind: 'known', name: 'one', kubeContext: 'x' }]));

  it('gets its context written, where no context has the name of its entry', async () => {
    const candidates = [candidate('x', { server: 'https://one.example.com:6443' })];
    const [of, other] = await Promise.all([
      plan({ candidates, contexts: [{ name: 'x', server: '' }] }),
      plan({ candidates, contexts: [{ name: 'one', server: '' }] }),
    ]);
    expect(applyEdits(TEXT, importEdits(TEXT, of))).toBe(`${TEXT}    kubeContext: x\n`);
    expect(importEdits(TEXT, other)).toEqual([]);
  });
});

describe('names', () => {
  it('do not clash with entries, with jobs of the hub, or with each other', async () => {
    const outcomes = await plan({
      candidates: [
        candidate('one', { server: 'https://192.0.2.1' }),
        candidate('grafana', { server: 'https://192.0.2.2' }),
        candidate('new', { server: 'https://192.0.2.3' }),
        candidate('NEW', { server: 'https://192.0.2.4' }),
        candidate('new', { server: 'https://192.0.2.5', qualifiers: ['berlin'] }),
      ],
      reserved: ['grafana'],
    });
    expect(outcomes.map((outcome) => 'name' in outcome && outcome.name)).toEqual([
      'one-2',
      'grafana-2',
      'new',
      'new-2',
      'new-berlin',
    ]);
  });
});

describe("the hub's own cluster", () => {
  const contexts = [{ name: 'arn:aws:eks:eu-west-1:1:cluster/x', server: 'https://192.0.2.9' }];
  const text = TEXT.replace('cluster: hub', `cluster: hub, kubeContext: ${contexts[0]?.name}`);

  it('is the entry that has its name, and no other cluster gets that', async () => {
    const outcomes = await plan({
      candidates: [
        candidate('hub', { server: 'https://192.0.2.8' }),
        candidate('admin', { server: 'https://192.0.2.9/' }),
      ],
      contexts,
      text,
    });
    expect(outcomes.map((outcome) => 'name' in outcome && outcome.name)).toEqual(['hub-2', 'hub']);
    expect(outcomes[1]).toMatchObject({
      choices: [
        {
          key: 'name',
          reasons: ["it is the hub's own cluster, which has this name in hub.cluster"],
        },
        { key: 'kubeContext', value: 'admin' },
      ],
    });
  });
});
