import { applying, CORE, object, type Step, step } from './step';

const configMap = (data: object, rest: object = {}) => object('ConfigMap', 'm', { data, ...rest });
const M = `${CORE}/configmaps/m`;

/** ConfigMaps that several managers apply. */
export const maps: readonly Step[] = [
  applying('into a namespace that is not there', 'a', '/api/v1/namespaces/none/configmaps/m', {
    ...configMap({}),
    metadata: { name: 'm', namespace: 'none' },
  }),
  step('a namespace', 'POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'compared' },
  }),
  step('the namespace again', 'POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'compared' },
  }),
  step('what is not there', 'GET', M),
  applying('tried', 'a', M, configMap({ x: '1', y: '1' }), '&dryRun=All'),
  step('not there after it was tried', 'GET', M),
  applying('made', 'a', M, configMap({ x: '1', y: '1' }), '&fieldValidation=Strict'),
  applying('again, with nothing to change', 'a', M, configMap({ x: '1', y: '1' })),
  applying('the same value by another', 'b', M, configMap({ x: '1' })),
  applying('a shared field left out', 'a', M, configMap({ y: '1' })),
  applying('a field of another', 'a', M, configMap({ x: '2', y: '1' })),
  applying('a field of another, tried', 'a', M, configMap({ x: '2' }), '&dryRun=All'),
  applying('two fields of others', 'c', M, configMap({ x: '3', y: '3' })),
  applying('a field of another, by force', 'a', M, configMap({ x: '2', y: '1' }), '&force=true'),
  applying('nothing any more', 'b', M, configMap({})),
  applying('without any data', 'b', M, object('ConfigMap', 'm')),
  applying('labels', 'a', M, {
    ...configMap({ x: '2' }),
    metadata: { name: 'm', namespace: 'compared', labels: { l: '1' }, annotations: { n: '1' } },
  }),
  applying('labels left out', 'a', M, configMap({ x: '2' })),
  step(
    'a merge patch',
    'PATCH',
    `${M}?fieldManager=p`,
    { data: { z: '1' } },
    {
      type: 'application/merge-patch+json',
    },
  ),
  applying('what was patched by another', 'a', M, configMap({ z: '2' })),
  applying('a name that is another', 'a', M, object('ConfigMap', 'other')),
  applying('nobody', '', M, configMap({})),
  step('a list', 'GET', `${CORE}/configmaps?fieldSelector=metadata.name=m`),
  step('deleted under a condition that fails', 'DELETE', M, {
    preconditions: { uid: '00000000-0000-0000-0000-000000000000' },
  }),
  step('deleted', 'DELETE', M),
  step('deleted again', 'DELETE', M),
];
