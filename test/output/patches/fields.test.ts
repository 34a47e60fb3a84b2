import { readFileSync } from 'node:fs';
import { objectFaults } from '../../../output/patches/fields';
import { KubernetesTypes } from '../../../output/patches/kubernetes-types';
import { undone } from '../../../output/patches/promises';
import { type Manifest, rendered } from '../../fleet';

const types = new KubernetesTypes();

describe.each(['fleet.yaml', 'test/fixtures/every-key.yaml'])('what is rendered of %s', (path) => {
  const objects = new Map<string, Manifest>();
  for (const object of Object.values(rendered(readFileSync(path, 'utf8'))).flat()) {
    objects.set(JSON.stringify(object), object);
  }

  it('has nothing wrong with it, as far as the fields of its kinds tell', () => {
    const faults = [...objects.values()].flatMap((object) => {
      const type = types.ofObject(object);
      return type === undefined ? [] : objectFaults(object, type, types);
    });
    expect(faults).toEqual([]);
  });

  it('is of kinds whose fields are known, save those of Gateway API', () => {
    const unknown = [...objects.values()].filter((object) => types.ofObject(object) === undefined);
    expect(unknown.filter(({ kind }) => kind !== 'HTTPRoute')).toEqual([]);
  });

  it('undoes no promise where nothing is changed', () => {
    for (const object of objects.values()) expect(undone(object, object)).toEqual([]);
  });
});
