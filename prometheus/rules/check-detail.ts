import { type Diagnostic, error } from '../../diagnostics';
import type { Fleet } from '../../model/types';
import { detailRecord } from './member/detail';

/** Two entries of `federation.detail` that would record one name, each of which spoils the other's. */
export function checkDetail({ members }: Fleet): Diagnostic[] {
  return members.flatMap(({ job, place }) => {
    const records = job.detail.map(detailRecord);
    return records.flatMap((record, index) => {
      const first = records.indexOf(record);
      if (first === index) return [];
      const message = `two entries record one series, found "${record}", entry ${first} records it already, write one selector for both`;
      return [error('duplicate-name', place('federation', 'detail', index), message)];
    });
  });
}
