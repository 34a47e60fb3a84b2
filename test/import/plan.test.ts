import type { Findings } from '../../live/import/findings';
import { candidate, plan, TEXT, written } from './made-up-plan';

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
