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

it('no pod names a secret unless told to', () => {
  for (const [, pod] of pods(fleetFile())) expect(pod).not.toHaveProperty('imagePullSecrets');
});
