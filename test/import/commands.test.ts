import { readFileSync } from 'node:fs';
import { promfleet } from './run';

/** A kubeconfig of contexts that lead to servers; the first is the current one. */
const kubeconfig = (servers: Readonly<Record<string, string>>) => {
  const names = Object.keys(servers);
  return {
    kubeconfig: JSON.stringify({
      'current-context': names[0],
      clusters: names.map((name) => ({ name, cluster: { server: servers[name] } })),
      users: [{ name: 'admin', user: { token: 'not-a-real-token' } }],
      contexts: names.map((name) => ({ name, context: { cluster: name, user: 'admin' } })),
    }),
  };
};

const THREE = kubeconfig({
  control: 'https://control.example.com',
  'prod-eu': 'https://eu.example.com',
  'prod-us': 'https://us.example.com',
});
const FLEET =
  'hub: { cluster: hub } # ours\nclusters:\n  - { name: one, server: "https://192.0.2.1" }\n';
const OFFLINE = ['--offline', '--fleet', 'FLEET', '--kubeconfig', 'HERE/kubeconfig'];
const SCHEMA = [
  '# yaml-language-server: $schema=./fleet.schema.json',
  '# `promfleet schema > fleet.schema.json` writes the schema that editors check this file with.',
  '',
].join('\n');

describe('promfleet init', () => {
  it("makes a fleet file of all contexts but the hub's, which is the current one", async () =>
    expect(await promfleet(['init', ...OFFLINE], undefined, THREE)).toEqual({
      code: 0,
      stdout: [
        'hub: { cluster: control, statestoreLayout: shared }, found as context control',
        '  note: no storage is written, the hub was not asked for a default StorageClass',
        'prod-eu: added, https://eu.example.com, found as context prod-eu',
        'prod-us: added, https://us.example.com, found as context prod-us',
        'fleet.yaml: 2 clusters added',
        'Look it over, then: promfleet apply',
        '',
      ].join('\n'),
      stderr: '',
      fleet: `${SCHEMA}hub:
  cluster: control
  statestoreLayout: shared
clusters:
  - name: prod-eu
    server: https://eu.example.com
  - name: prod-us
    server: https://us.example.com
`,
    }));

  it('takes contexts as they are called, whatever that would be as a glob', async () => {
    const { fleet } = await promfleet(
      ['init', ...OFFLINE],
      undefined,
      kubeconfig({
        control: 'https://control.example.com',
        'odd[1]': 'https://one.example.com',
        '!odd': 'https://two.example.com',
        '': 'https://three.example.com',
      }),
    );
    expect(fleet?.match(/server: https.*/g)).toEqual([
      'server: https://one.example.com',
      'server: https://two.example.com',
      'server: https://three.example.com',
    ]);
  });

  it('takes the hub and the members that are named', async () => {
    const { fleet } = await promfleet(
      ['init', ...OFFLINE, '--hub', 'prod-us', '--context', 'contr*', '--context', 'prod-us'],
      undefined,
      THREE,
    );
    expect(fleet).toBe(`${SCHEMA}hub:
  cluster: prod-us
  statestoreLayout: shared
clusters:
  - name: control
    server: https://control.example.com
  - name: prod-us
    server: https://us.example.com
`);
  });

  it('refuses to overwrite a file', async () =>
    expect(await promfleet(['init', ...OFFLINE], FLEET, THREE)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: fleet.yaml is there already: promfleet import adds to it\n',
      fleet: FLEET,
    }));

  it.each<[string, Readonly<Record<string, string>>, string[], string]>([
    [
      'a hub that is not there',
      THREE,
      ['--hub', 'contrl'],
      'no context is named contrl, did you mean control?',
    ],
    [
      'no hub',
      kubeconfig({}),
      [],
      "the kubeconfig has no current context, name the hub's with --hub, the kubeconfig has none",
    ],
    [
      "no cluster but the hub's",
      kubeconfig({ control: 'https://a.example.com', again: 'https://a.example.com/' }),
      [],
      "the hub's is the only cluster of the kubeconfig, name it with --context to watch it, too",
    ],
    [
      'no kubeconfig',
      {},
      [],
      'no kubeconfig, found no file kubeconfig, name one with --kubeconfig or in KUBECONFIG',
    ],
    ['standard input', THREE, ['--fleet', '-'], 'name the file to be made, found -'],
    [
      'a directory that is not there',
      THREE,
      ['--fleet', 'HERE/none/fleet.yaml'],
      'cannot write none/fleet.yaml: there is no such directory, make it',
    ],
  ])('says what is missing: %s', async (_, files, argv, message) =>
    expect(await promfleet(['init', ...OFFLINE, ...argv], undefined, files)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
      fleet: undefined,
    }),
  );
});

describe('promfleet import', () => {
  const IMPORT = ['import', ...OFFLINE];

  it('adds to a fleet file and keeps what stands in it', async () => {
    const { code, fleet } = await promfleet([...IMPORT, '--context', 'prod-*'], FLEET, THREE);
    expect({ code, fleet }).toEqual({
      code: 0,
      fleet: `${FLEET}  - { name: prod-eu, server: https://eu.example.com }
  - { name: prod-us, server: https://us.example.com }
`,
    });
  });

  it('shows the difference with --dry-run, and writes nothing', async () =>
    expect(await promfleet([...IMPORT, '--context', 'prod-eu', '--dry-run'], FLEET, THREE)).toEqual(
      {
        code: 0,
        stdout: [
          'prod-eu: added, https://eu.example.com, found as context prod-eu',
          '@@ -1,3 +1,4 @@',
          ' hub: { cluster: hub } # ours',
          ' clusters:',
          '   - { name: one, server: "https://192.0.2.1" }',
          '+  - { name: prod-eu, server: https://eu.example.com }',
          'fleet.yaml: 1 cluster added; nothing was written (--dry-run)',
          '',
        ].join('\n'),
        stderr: '',
        fleet: FLEET,
      },
    ));

  it('prints JSON, and nothing beside it', async () => {
    const { code, stdout, stderr } = await promfleet(
      [...IMPORT, '--context', 'prod-eu', '--output', 'json', '--dry-run'],
      FLEET,
      THREE,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      ok: true,
      fleet: expect.stringMatching(/fleet\.yaml$/),
      written: false,
      diff: expect.arrayContaining(['+  - { name: prod-eu, server: https://eu.example.com }']),
      notes: [],
      clusters: [
        {
          kind: 'added',
          name: 'prod-eu',
          server: 'https://eu.example.com',
          source: 'context prod-eu',
          entry: { name: 'prod-eu', server: 'https://eu.example.com' },
          choices: [],
          notes: [],
        },
      ],
      problems: [],
      diagnostics: [],
    });
  });

  it('says once what is worth knowing of several clusters', async () => {
    const servers = { control: 'https://192.0.2.9', a: 'https://a.example.com' };
    const made = kubeconfig({ ...servers, b: 'https://b.example.com', c: 'https://c.example.com' });
    const insecure = made.kubeconfig.replace(
      /("server":"https:\/\/[abc]\.[^}]*)}/g,
      '$1,"insecure-skip-tls-verify":true}',
    );
    const { stdout } = await promfleet(
      ['import', ...OFFLINE, '--context', '?', '--context', 'control'],
      FLEET,
      { kubeconfig: insecure },
    );
    const notes = stdout.split('\n').filter((line) => line.includes('note'));
    expect(notes).toEqual([
      expect.stringMatching(/^note on each of 3 clusters \(a, b, c\): the source does not verify/),
    ]);
  });

  it('says in JSON, too, what is wrong with its use', async () => {
    const { code, stdout, stderr } = await promfleet([...IMPORT, '--output', 'json'], FLEET, THREE);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, message: expect.any(String) });
  });

  it('fills an empty list', async () => {
    const { fleet } = await promfleet(
      [...IMPORT, '--context', 'prod-eu'],
      'hub: { cluster: hub }\nclusters: []\n',
      THREE,
    );
    expect(fleet).toBe(
      'hub: { cluster: hub }\nclusters:\n  - name: prod-eu\n    server: https://eu.example.com\n',
    );
  });

  it('keeps a byte order mark', async () => {
    const { fleet } = await promfleet([...IMPORT, '--context', 'prod-eu'], `\uFEFF${FLEET}`, THREE);
    expect(fleet).toBe(`\uFEFF${FLEET}  - { name: prod-eu, server: https://eu.example.com }\n`);
  });

  it('does not write a file that would be wrong, and says why', async () => {
    const wrong = FLEET.replace('cluster: hub', 'cluster: HUB');
    expect(await promfleet([...IMPORT, '--context', 'prod-eu'], wrong, THREE)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('nothing was written: the file would have these problems'),
      stderr: expect.stringContaining('fleet.yaml:1:17: hub.cluster: not a DNS label, found "HUB"'),
      fleet: wrong,
    });
  });

  it('does not touch what is no YAML', async () =>
    expect(await promfleet([...IMPORT, '--context', '*'], 'clusters: [', THREE)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: fleet.yaml: not YAML at 1:12: the [ has no ] before this, write it\n',
      fleet: 'clusters: [',
    }));

  it("gives no cluster the name of one of the hub's own jobs", async () => {
    const files = kubeconfig({ prometheus: 'https://eu.example.com' });
    const { code, stdout } = await promfleet([...IMPORT, '--context', '*'], FLEET, files);
    expect(code).toBe(0);
    expect(stdout).toContain('  name: prometheus-2, because the name prometheus is taken\n');
  });

  it.each<[string, string[], string]>([
    [
      'which contexts',
      [],
      "name the contexts, such as --context 'prod-*', or another source with --from",
    ],
    [
      'a glob that names none',
      ['--context', 'prd-*'],
      'no context is named prd-*, did you mean prod-eu or prod-us?',
    ],
    [
      'a context without a name',
      ['--context', ''],
      "no context is named '', found control, prod-eu, prod-us",
    ],
    [
      'a word unlike any',
      ['--context', 'x'],
      'no context is named x, found control, prod-eu, prod-us',
    ],
    [
      'a source without a place',
      ['--from', 'argocd'],
      '--from wants either --file FILE or --management-context CONTEXT, to look for its objects',
    ],
    [
      'a place without a source',
      ['--context', '*', '--file', 'x'],
      '--file goes with --from, which is not there',
    ],
    [
      'two sources',
      ['--from', 'argocd', '--file', 'x', '--context', '*'],
      '--context is for kubeconfigs, found --from too, leave one out',
    ],
    [
      'a management cluster that is not there',
      ['--from', 'argocd', '--management-context', 'controll'],
      'no context is named controll, did you mean control?',
    ],
    [
      'a file that is not there',
      ['--from', 'argocd', '--file', 'HERE/none.yaml'],
      'none.yaml: there is no such file, write one or name another',
    ],
    [
      'how many side by side',
      ['--context', '*', '--parallel', 'all'],
      '--parallel takes a number from 1, found all',
    ],
    [
      'a fleet file',
      ['--context', '*', '--fleet', 'HERE/none.yaml'],
      'none.yaml: there is no such file, write one or name another; promfleet init makes one',
    ],
    [
      'a fleet file that is there',
      ['--context', '*', '--fleet', '-'],
      'what comes on standard input cannot be added to',
    ],
  ])('says what is missing: %s', async (_, argv, message) =>
    expect(await promfleet([...IMPORT, ...argv], FLEET, THREE)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
      fleet: FLEET,
    }),
  );
});

describe('clusters that do not answer', () => {
  // A name that no DNS has (RFC 2606).
  const DEAD = kubeconfig({ control: 'https://control.invalid', edge: 'https://edge.invalid' });
  const ONLINE = ['--fleet', 'FLEET', '--kubeconfig', 'HERE/kubeconfig', '--context', 'edge'];

  it('are comments, each with why, and the rest is written', async () => {
    const { code, stderr, fleet } = await promfleet(['import', ...ONLINE], FLEET, DEAD);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^edge: as a comment, found as context edge: https:\/\/edge\.invalid cannot be asked, found /m,
    );
    expect(fleet).toMatch(
      /^[^#]*# ours\n[^#]*\n {2}# edge: https:\/\/edge\.invalid cannot be asked, .*\n {2}# - \{ name: edge, server: https:\/\/edge\.invalid \}\n$/,
    );
  });

  it('alone make no fleet file; a dead hub is said, too', async () => {
    const { code, stdout, stderr, fleet } = await promfleet(['init', ...ONLINE], undefined, DEAD);
    expect({ code, fleet }).toEqual({ code: 1, fleet: undefined });
    expect(stderr).toMatch(/^error: hub: https:\/\/control\.invalid cannot be asked, found /m);
    expect(stdout).toContain('a fleet file has at least one cluster in force');
  });
});

describe('docs/import.md', () => {
  const page = readFileSync('docs/import.md', 'utf8');
  const block = (language: string) =>
    new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';

  it('shows what its example prints and writes', async () => {
    const [, argv = ''] = /^promfleet (init --offline .*)$/m.exec(page) ?? [];
    const files = ['k3s', 'eks', 'gke'].map((name) => `test/fixtures/kubeconfigs/${name}.yaml`);
    const { stdout, fleet } = await promfleet([
      ...argv.split(' ').map((argument) => argument.replaceAll("'", '')),
      ...['--fleet', 'FLEET', '--kubeconfig', ...files],
    ]);
    expect({ stdout, fleet }).toEqual({ stdout: block('text'), fleet: block('yaml') });
  });
});
