import { DryRun } from './dry-run';
import type { ApiServer } from './server';

const config = (data: string, kind = 'ConfigMap') => `apiVersion: v1
kind: ${kind}
metadata: { name: tried, namespace: tried }
${data}
`;

const pull = (names: string) => `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: tried, namespace: tried }
spec:
  serviceName: tried
  selector: { matchLabels: { app: tried } }
  template:
    metadata: { labels: { app: tried } }
    spec: { imagePullSecrets: ${names}, containers: [{ name: tried, image: tried }] }
`;

/** What has to be a problem, or nothing that passes would mean anything. */
const WRONG: Readonly<Record<string, string>> = {
  'a word that YAML 1.1 takes for a boolean': config('data: { word: yes }'),
  'a number that should be a text': config('data: { word: 1e3 }'),
  'an unknown field': config('dat: { word: a }'),
  'a key that is there twice': config('data: { word: a, word: b }'),
  'a name over 253 characters': config('').replace('name: tried', `name: ${'a'.repeat(254)}`),
  'an amount that is none': config(
    'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 50K } } }',
    'PersistentVolumeClaim',
  ),
  'a part of a byte': config(
    'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 400m } } }',
    'PersistentVolumeClaim',
  ),
  'a pull secret that is there twice': pull('[{ name: a }, { name: a }]'),
  'a pod whose labels become too long': pull('[]').replace(
    'name: tried,',
    `name: ${'a'.repeat(53)},`,
  ),
  'a Secret that nobody can make': pull('[{ name: A }]'),
};

/** The API server sees what is wrong, and what it makes of a right object is seen to be right. */
export const REFUSALS = Object.fromEntries(
  Object.entries(WRONG).map(([what, manifest]) => [
    `${what} is noticed`,
    async ({ connection }: ApiServer) => {
      const problems = await new DryRun(connection).problems(manifest);
      return problems.length > 0 ? [] : ['nothing is said of it'];
    },
  ]),
);
