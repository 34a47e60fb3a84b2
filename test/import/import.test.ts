import { FLEET, IMPORT, kubeconfig, THREE } from './contexts';
import { promfleet } from './run';

describe('promfleet import', () => {
  it('adds to a fleet file and keeps what stands in it', async () => {
    const { code, fleet } = await promfleet([...IMPORT, '--context', 'prod-*'], FLEET, THREE);
    expect({ code, fleet }).toEqual({
      code: 0,
      fleet: `${FLEET}  - { name: prod-eu, server: https://eu.example.com }
  - { name: prod-us, server: https://us.example.com }
`,
    });
  });

  it('knows the clusters of files that are included, and leaves those as they are', async () => {
    const text = `${FLEET}include: [prod.yaml]\n`;
    const prod = 'clusters: [{ name: mine, server: "https://eu.example.com" }]\n';
    const { code, stdout, fleet } = await promfleet([...IMPORT, '--context', 'prod-*'], text, {
      ...THREE,
      'prod.yaml': prod,
    });
    expect(code).toBe(0);
    expect(stdout).toContain(
      'mine: there already, https://eu.example.com, found as context prod-eu\n',
    );
    expect(fleet).toContain('  - { name: prod-us, server: https://us.example.com }\n');
    expect(fleet).not.toContain('prod-eu');
  });

  it('writes into one file only', async () => {
    const several = await promfleet(
      [...IMPORT, '--fleet', 'HERE/b.yaml', '--context', '*'],
      FLEET,
      THREE,
    );
    expect(several).toMatchObject({
      code: 2,
      stderr:
        'error: clusters go into one file, found fleet.yaml, b.yaml, name it alone with --fleet\n',
      fleet: FLEET,
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
      [...IMPORT, '--context', '?', '--context', 'control'],
      FLEET,
      { kubeconfig: insecure },
    );
    const notes = stdout.split('\n').filter((line) => line.includes('note'));
    expect(notes).toEqual([
      expect.stringMatching(/^note on each of 3 clusters \(a, b, c\): the source does not verify/),
    ]);
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
});
