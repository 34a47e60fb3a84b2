import { readFleetText } from '../../inventory';
import { ApiConnection } from '../../live/client/connection';
import type { Candidate } from '../../live/import/candidate';
import { existingFleet } from '../../live/import/existing';
import type { Findings } from '../../live/import/findings';
import { importEdits } from '../../live/import/fleet-text';
import { type Outcome, planImport } from '../../live/import/plan';
import { applyEdits } from '../../yaml/edit';

const candidate = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  name,
  server: `https://${name}.example.com:6443`,
  source: `context ${name}`,
  context: name,
  connect: () => new ApiConnection('https://nobody.example.com', () => Promise.reject()),
  login: 'certificate',
  ...more,
});

interface Given {
  readonly candidates: readonly Candidate[];
  readonly text?: string;
  readonly findings?: (name: string) => Findings | Promise<Findings>;
  readonly reserved?: readonly string[];
  readonly contexts?: readonly { name: string; server: string }[];
}

const TEXT =
  'hub: { cluster: hub }\nclusters:\n  - name: one\n    server: https://one.example.com:6443\n';

function plan(given: Given): Promise<Outcome[]> {
  const { candidates, text = TEXT, findings, reserved = [], contexts = [] } = given;
  return planImport({
    candidates,
    fleet: existingFleet(text),
    contexts,
    reserved,
    ask: findings && (async ({ name }) => findings(name)),
    parallel: 16,
    progress: () => ({ at: () => undefined, done: () => undefined }),
  });
}

/** What comes into a fleet file, which has to be right. */
async function written(given: Given): Promise<string> {
  const { text = TEXT } = given;
  const after = applyEdits(text, importEdits(text, await plan(given)));
  expect(readFleetText(after, 'fleet.yaml').problems).toEqual([]);
  expect(after.startsWith(text)).toBe(true);
  return after.slice(text.length);
}

describe('what no fleet file can have is left out, said, and keeps nothing else from being written', () => {
  it('a context', async () => {
    const odd = candidate('odd', { context: 'odd\u001b[2J' });
    const [outcome] = await plan({ candidates: [odd] });
    expect(outcome).toMatchObject({
      kind: 'added',
      choices: [],
      notes: [
        expect.stringMatching(/^kubeContext is left out, no fleet file can have it: .*U\+001B/),
      ],
    });
    expect(await written({ candidates: [odd, candidate('two')] })).toContain('name: two');
  });

  it('an answer', async () => {
    const value = { service: 'x\nname: evil', namespace: 'm', port: 9090, prefix: '', jobs: ['a'] };
    const findings = (): Findings => ({
      existing: { value, reasons: ['it says so'] },
      provider: { value: 'k3s', reasons: ['a node says so'] },
    });
    const given = { candidates: [candidate('odd')], findings };
    expect(await written(given)).toBe(
      '  - name: odd\n    server: https://odd.example.com:6443\n    labels: { provider: k3s }\n',
    );
    expect(await plan(given)).toMatchObject([
      {
        notes: [
          expect.stringMatching(/^monitor\.existing is left out, no fleet file can have it: /),
        ],
      },
    ]);
  });
});

describe('what a cluster answers becomes', () => {
  it.each<[string, Findings, string[]]>([
    [
      'nothing, where defaults do',
      { signsClientCertificates: { value: true, reasons: ['a'] } },
      [],
    ],
    [
      'the label of its provider',
      { provider: { value: 'kubeadm', reasons: ['a node says so'] } },
      ['    labels: { provider: kubeadm }'],
    ],
    [
      'a token, where it signs no certificates',
      { signsClientCertificates: { value: false, reasons: ['no signer'] } },
      ['    auth: { type: serviceAccountToken }'],
    ],
    [
      'kubelets that are not verified',
      { kubeletCertificates: { value: 'self-signed', reasons: ['one is'] } },
      ['    monitor: { kubelet: { insecureSkipVerify: true } }'],
    ],
    [
      'nothing, where kubelets verify',
      { kubeletCertificates: { value: 'verified', reasons: ['all'] } },
      [],
    ],
    [
      'no node-exporter, where its port is taken',
      { nodeExporterPortTaken: { value: 'DaemonSet monitoring/ne', reasons: ['it has the port'] } },
      ['    monitor: { nodeExporter: false }'],
    ],
    [
      'the Prometheus that is there, and nothing that would have no effect beside it',
      {
        existing: {
          value: {
            service: 'prom',
            namespace: 'obs',
            port: 'http-web',
            prefix: '',
            jobs: ['node'],
          },
          reasons: ['its label'],
        },
        nodeExporterPortTaken: { value: 'x', reasons: ['y'] },
        kubeletCertificates: { value: 'self-signed', reasons: ['one is'] },
      },
      [
        '    monitor: { existing: { service: prom, namespace: obs, port: http-web, jobs: [node] } }',
      ],
    ],
    [
      'with its scheme and prefix, a key in a line where that is long',
      {
        existing: {
          value: {
            service: 'kube-prometheus-stack-prometheus',
            namespace: 'monitoring',
            port: 9090,
            scheme: 'https',
            prefix: '/prometheus',
            jobs: ['node-exporter', 'kubelet'],
          },
          reasons: ['its label'],
        },
      },
      [
        '    monitor:',
        '      existing:',
        '        service: kube-prometheus-stack-prometheus',
        '        namespace: monitoring',
        '        port: 9090',
        '        scheme: https',
        '        prefix: /prometheus',
        '        jobs: [node-exporter, kubelet]',
      ],
    ],
    [
      'nothing, for a Prometheus whose jobs are not known',
      {
        existing: {
          value: { service: 'prom', namespace: 'obs', port: 9090, prefix: '', jobs: [] },
          reasons: ['its label'],
        },
      },
      [],
    ],
  ])('%s', async (_, findings, lines) =>
    expect(await written({ candidates: [candidate('two')], findings: () => findings })).toBe(
      ['  - name: two', '    server: https://two.example.com:6443', ...lines, ''].join('\n'),
    ),
  );

  it('is said with its reasons', async () => {
    const [outcome] = await plan({
      candidates: [candidate('two', { login: 'exec', loginWith: 'aws' })],
      findings: () => ({
        provider: { value: 'eks', reasons: ['its version is v1.34.1-eks-1'] },
        existing: {
          value: {
            service: 'p',
            namespace: 'n',
            port: 80,
            prefix: '',
            jobs: ['a'],
            replicaLabel: 'r',
          },
          reasons: ['it is there'],
        },
        notes: ['one more thing'],
      }),
    });
    expect(outcome).toMatchObject({
      kind: 'added',
      choices: [
        { key: 'labels.provider', value: 'eks', reasons: ['its version is v1.34.1-eks-1'] },
        {
          key: 'auth.type',
          reasons: [
            'EKS signs no client certificates',
            'one logs in with aws, as to clusters that others run',
          ],
        },
        { key: 'monitor.existing', reasons: ['it is there'] },
      ],
      notes: [expect.stringContaining('differ in the label r'), 'one more thing'],
    });
  });
});

describe('a cluster that cannot be asked', () => {
  const unreachable = 'https://two.example.com:6443 cannot be asked, found ECONNREFUSED';

  it('is a comment that says why, and holds up no other', async () =>
    expect(
      await written({
        candidates: [candidate('two'), candidate('three')],
        findings: (name) => (name === 'two' ? { unreachable } : {}),
      }),
    ).toBe(
      [
        `  # two: ${unreachable}`,
        '  # - name: two',
        '  #   server: https://two.example.com:6443',
        '  - name: three',
        '    server: https://three.example.com:6443',
        '',
      ].join('\n'),
    ));

  it('stays in its comment, whatever it says', async () => {
    const text = await written({
      candidates: [candidate('two')],
      findings: () => ({ unreachable: 'bad\nclusters: []\r\u2028# x' }),
    });
    expect(text.split('\n')[0]).toBe('  # two: bad clusters: [] # x');
  });

  it('is not written twice, and comes in when it answers', async () => {
    const candidates = [candidate('two')];
    const text = TEXT + (await written({ candidates, findings: () => ({ unreachable }) }));
    expect(await plan({ candidates, text, findings: () => ({ unreachable }) })).toMatchObject([
      { kind: 'commentedOut', line: 6 },
    ]);
    expect(await written({ candidates, text, findings: () => ({ unreachable }) })).toBe('');
    expect(await plan({ candidates, text, findings: () => ({}) })).toMatchObject([
      { kind: 'added', notes: ['its comment on line 6 can go'] },
    ]);
    expect(await written({ candidates, text, findings: () => ({}) })).toBe(
      '  - name: two\n    server: https://two.example.com:6443\n',
    );
  });
});

it('asks side by side, and keeps the order', async () => {
  const waiting: (() => void)[] = [];
  const names = ['a', 'b', 'c'];
  const outcomes = plan({
    candidates: names.map((name) => candidate(name)),
    findings: () =>
      new Promise((resolve) => {
        waiting.unshift(() => resolve({}));
        // The last to be asked lets all go, itself first.
        if (waiting.length === names.length) for (const go of waiting) go();
      }),
  });
  expect((await outcomes).map((outcome) => 'name' in outcome && outcome.name)).toEqual(names);
});

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

describe('what is no server', () => {
  it.each<[string, string]>([
    [
      'http://a.example.com',
      'an API server is read over https only, found "http://a.example.com", write "https://a.example.com"',
    ],
    [
      'https://user:secret@a.example.com',
      "user info does not belong in a server's URL, found some before @, write https://HOST[:PORT][/PATH]",
    ],
    [
      'https://user:secret@localhost',
      "user info does not belong in a server's URL, found some before @, write https://HOST[:PORT][/PATH]",
    ],
    [
      'somewhere else',
      'not an https URL, found "somewhere else", write https://HOST[:PORT][/PATH]',
    ],
  ])('%s is left out', async (server, why) =>
    expect(await plan({ candidates: [candidate('a', { server })] })).toMatchObject([
      { kind: 'refused', why },
    ]),
  );
});
