import { FLEET, kubeconfig, OFFLINE, offlineWith, THREE } from './contexts';
import { promfleet } from './run';

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

  it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    [
      'a hub that is not there',
      THREE,
      [...OFFLINE, '--hub', 'contrl'],
      'no context is named contrl, did you mean control?',
    ],
    [
      'no hub',
      kubeconfig({}),
      OFFLINE,
      "the kubeconfig has no current context, name the hub's with --hub, the kubeconfig has none",
    ],
    [
      "no cluster but the hub's",
      kubeconfig({ control: 'https://a.example.com', again: 'https://a.example.com/' }),
      OFFLINE,
      "the hub's is the only cluster of the kubeconfig, name it with --context to watch it, too",
    ],
    [
      'no kubeconfig',
      {},
      OFFLINE,
      'no kubeconfig, found no file kubeconfig, name one with --kubeconfig or in KUBECONFIG',
    ],
    ['standard input', THREE, offlineWith('-'), 'name the file to be made, found -'],
    [
      'a directory that is not there',
      THREE,
      offlineWith('HERE/none/fleet.yaml'),
      'cannot write none/fleet.yaml: there is no such directory, make it',
    ],
  ])('says what is missing: %s', async (_, files, argv, message) =>
    expect(await promfleet(['init', ...argv], undefined, files)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
      fleet: undefined,
    }),
  );
});
