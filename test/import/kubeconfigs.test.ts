import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGolden } from '../golden';
import { promfleet } from './run';

const DIRECTORY = 'test/fixtures/kubeconfigs';
const FILES = readdirSync(DIRECTORY).filter((name) => name.endsWith('.yaml'));
/** No cluster of this one can be read by a hub. */
const LOCAL = 'local.yaml';
const HUB = 'k3s.yaml';

const init = (name: string, ...more: string[]) =>
  promfleet([
    ...['init', '--offline', '--fleet', 'FLEET', '--hub', 'default'],
    ...['--kubeconfig', join(DIRECTORY, HUB), join(DIRECTORY, name)],
    ...more,
  ]);

it('there is one of each provider', () =>
  expect(FILES).toEqual([
    'aks.yaml',
    'eks.yaml',
    'gke.yaml',
    'k3s.yaml',
    'kubeadm.yaml',
    LOCAL,
    'oidc.yaml',
    'openshift.yaml',
    'rancher.yaml',
    'relative-files.yaml',
  ]));

describe.each(FILES.filter((name) => name !== LOCAL))('init with %s', (name) => {
  const context = name === HUB ? ['--context', '*'] : [];

  it('writes a fleet file, and says why', async () => {
    const { code, stdout, stderr, fleet = '' } = await init(name, ...context);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const golden = name.replace('.yaml', '');
    expectGolden(join('import', `${golden}.fleet.yaml`), fleet);
    expectGolden(join('import', `${golden}.txt`), stdout);
  });

  it('that is valid', async () => {
    const { fleet = '' } = await init(name, ...context);
    expect(await promfleet(['validate', '--fleet', 'FLEET'], fleet)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('fleet.yaml: valid'),
    });
  });

  it('that has no credentials', async () => {
    const { fleet = '', stdout } = await init(name, ...context);
    const text = readFileSync(join(DIRECTORY, name), 'utf8');
    const secrets = [...text.matchAll(/(?:-data|token): (\S+)/g)].map(([, value = '']) => value);
    for (const secret of secrets) {
      expect(fleet).not.toContain(secret);
      expect(stdout).not.toContain(secret);
    }
  });

  it('to which importing again adds nothing', async () => {
    const { fleet } = await init(name, ...context);
    const again = await promfleet(
      [
        ...['import', '--offline', '--fleet', 'FLEET', '--context', '*'],
        ...['--kubeconfig', join(DIRECTORY, name)],
      ],
      fleet,
    );
    expect(again).toMatchObject({ code: 0, stderr: '', fleet });
    expect(again.stdout).toMatch(
      /fleet.yaml: 0 clusters added, \d there already.*; nothing was written\n$/,
    );
  });
});

describe('clusters on this machine', () => {
  it('are comments, each with what to write', async () => {
    const { code, stderr, fleet } = await promfleet(
      [
        'import',
        '--offline',
        '--fleet',
        'FLEET',
        '--context',
        '*',
        '--kubeconfig',
        join(DIRECTORY, LOCAL),
      ],
      'hub: { cluster: hub }\nclusters:\n  - name: one\n    server: https://192.0.2.1\n',
    );
    expect(code).toBe(1);
    expectGolden('import/local.fleet.yaml', fleet ?? '');
    expectGolden('import/local.txt', stderr);
  });

  it('are not written a second time', async () => {
    const argv = [
      'import',
      '--offline',
      '--fleet',
      'FLEET',
      '--context',
      'kind-*',
      '--kubeconfig',
      join(DIRECTORY, LOCAL),
    ];
    const text = 'hub: { cluster: hub }\nclusters:\n  - name: one\n    server: https://192.0.2.1\n';
    const { fleet } = await promfleet(argv, text);
    const again = await promfleet(argv, fleet);
    expect(again).toMatchObject({ code: 1, fleet });
    expect(again.stderr).toMatch(/^kind-dev: still a comment on line 6, /);
  });

  it('alone make no fleet file', async () => {
    const { code, stdout, fleet } = await init(LOCAL);
    expect({ code, fleet }).toEqual({ code: 1, fleet: undefined });
    expect(stdout).toContain(
      'fleet.yaml: 0 clusters added, 4 as a comment; nothing was written: a fleet file has at least one cluster in force\n',
    );
  });
});
