import { type Diagnostic, error, type Path } from '../../diagnostics';
import { RAW } from '../components/drill-down';
import { HUB_PROMETHEUS } from '../components/prometheus';
import type { Fleet, Labels } from '../types';
import type { Sources } from './sources';

/** External labels that promfleet sets itself, or that would be there twice. */
export function checkExternalLabels({ members }: Fleet, { hub, clusters }: Sources): Diagnostic[] {
  const byName = new Map(clusters.map(({ value }) => [value.name, value.monitor.externalLabels]));
  const { externalLabels = {} } = hub.value;
  return [
    ...clashing(externalLabels, hub.place, {
      [RAW.label]: 'it is what raw series are asked for by',
      [HUB_PROMETHEUS.replicaLabel]: 'it is what tells replicas apart',
    }),
    ...members.flatMap(({ name, job, place }) =>
      clashing(byName.get(name) ?? {}, (...key) => place('monitor', ...key), {
        [RAW.label]: 'it is what raw series are asked for by',
        ...Object.fromEntries(Object.keys(job.labels).map((label) => [label, IN_LABELS])),
      }),
    ),
  ];
}

const IN_LABELS = 'the `labels` of the cluster have it, and are external labels as well';

const clashing = (labels: Labels, place: (...key: Path) => Path, taken: Labels): Diagnostic[] =>
  Object.keys(labels).flatMap((name) => {
    if (!Object.hasOwn(taken, name)) return [];
    const message = `the label ${name} is there already: ${taken[name]}, found it again, write another name or leave it out`;
    return [error('reserved-label', place('externalLabels', name), message)];
  });
