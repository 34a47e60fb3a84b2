import { type Diagnostic, error, type Path, warning } from '../../diagnostics';
import { bytesOf, sizeBytes } from '../../language/quantity';
import type { Fleet, PrometheusServer } from '../types';

/** What cannot be kept on the volume that is there, and what may fill the disk of a node. */
export function checkRetentionSizes({ hub, members }: Fleet): Diagnostic[] {
  return [
    ...ofServer(hub.server, hub.place('retentionSize')),
    ...members.flatMap(({ monitor, place }) =>
      monitor ? ofServer(monitor.server, place('monitor', 'retentionSize')) : [],
    ),
  ];
}

function ofServer({ retentionSize, storage }: PrometheusServer, at: Path): Diagnostic[] {
  if (storage === undefined) {
    if (retentionSize !== undefined) return [];
    const message =
      'nothing bounds what is kept, and there is no volume: it fills the disk of its node, and the pods there are evicted; write `retentionSize` or `storage`';
    return [warning('storage-without-bound', at, message)];
  }
  if (retentionSize === undefined || sizeBytes(retentionSize) < bytesOf(storage)) return [];
  const message = `more than the volume holds, found ${retentionSize} with a storage of ${storage}, write less, with room for what is being written`;
  return [error('out-of-range', at, message)];
}
