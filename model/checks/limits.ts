import { type Diagnostic, error } from '../../diagnostics';
import { RAW } from '../components/drill-down';
import type { Fleet, Member } from '../types';

/** Limits that the labels of every federated sample break, so that no request ever succeeds. */
export const checkLimits = ({ members }: Fleet): Diagnostic[] => members.flatMap(ofMember);

function ofMember({ job, monitor, place }: Member): Diagnostic[] {
  // What leaves the member has its external labels, but the one that is dropped at the hub.
  const { [RAW.label]: _, ...external } = monitor?.externalLabels ?? {};
  const labels = { ...external, ...job.labels, [job.clusterLabel]: job.cluster };
  const names = ['__name__', 'job', 'instance', ...Object.keys(labels)];
  const atLeast = (key: string, found: number, least: number) => {
    if (found >= least) return [];
    const message = `less than the labels that every series of the member has, found ${found}, write at least ${least}`;
    return [error('out-of-range', place('federation', key), message)];
  };
  return [
    ...atLeast('labelLimit', job.labelLimit, names.length),
    ...atLeast('labelNameLengthLimit', job.labelNameLengthLimit, longest(names)),
    ...atLeast('labelValueLengthLimit', job.labelValueLengthLimit, longest(Object.values(labels))),
  ];
}

const longest = (texts: readonly string[]) =>
  Math.max(...texts.map((text) => Buffer.byteLength(text)));
