import { type Diagnostic, error, type Path } from '../../diagnostics';
import { RAW } from '../components/drill-down';
import type { Additions, Fleet, Placed } from '../types';

/**
 * Labels of the name that queries ask for raw series by, where a member has such queries: what has
 * one of its own would be passed over, and another value of a member's would hide all that it has.
 */
export function checkDrillDown({ hub, members }: Fleet): Diagnostic[] {
  const drilled = members.filter(({ remoteRead }) => remoteRead);
  if (drilled.length === 0) return [];
  return [
    ...(hub.clusterLabel === RAW.label ? [reserved(hub.place('clusterLabel'))] : []),
    ...ofSources(hub, hub, []),
    ...drilled.flatMap(({ job, monitor, place }) => [
      ...(Object.hasOwn(job.labels, RAW.label) ? [reserved(place('labels', RAW.label))] : []),
      ...(monitor ? ofSources(monitor, { place }, ['monitor']) : []),
    ]),
  ];
}

const ofSources = (
  { federateFrom }: Pick<Additions, 'federateFrom'>,
  { place }: Placed,
  section: Path,
): Diagnostic[] =>
  federateFrom.flatMap(({ labels }, index) =>
    Object.hasOwn(labels, RAW.label)
      ? [reserved(place(...section, 'federateFrom', index, 'labels', RAW.label))]
      : [],
  );

function reserved(path: Path): Diagnostic {
  const { label, value } = RAW;
  const message = `queries ask for raw series by ${label}="${value}", found a label ${label} of another meaning, write another name, or leave federation.drillDown out`;
  return error('reserved-label', path, message);
}
