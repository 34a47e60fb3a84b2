import { fleetFile, rendered } from '../fleet';

const pods = (text: string) =>
  Object.values(rendered(text))
    .flat()
    .flatMap(({ metadata, spec }) => (spec?.template ? [[metadata.name, spec.template.spec]] : []));

it('every pod pulls with the secrets of its cluster', () => {
  const text = fleetFile({
    hub: 'imagePullSecrets: [hub-pull]',
    cluster: 'monitor: { imagePullSecrets: [pull, mirror] }',
  });
  for (const [name, pod] of pods(text)) {
    const secrets = name.startsWith('hub-') ? ['hub-pull'] : ['pull', 'mirror'];
    expect([name, pod.imagePullSecrets]).toEqual([
      name,
      secrets.map((secret) => ({ name: secret })),
    ]);
  }
});

it.each([
  ['nobody says so', {}],
  [
    'the list is empty',
    {
      hub: 'imagePullSecrets: []',
      defaults: 'monitor: { imagePullSecrets: [pull] }',
      cluster: 'monitor: { imagePullSecrets: [] }',
    },
  ],
])('no pod names a secret when %s', (_, parts) => {
  const all = pods(fleetFile(parts));
  expect(all.length).toBeGreaterThan(4);
  for (const [, pod] of all) expect(pod).not.toHaveProperty('imagePullSecrets');
});
