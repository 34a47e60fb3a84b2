import { EXPORTER_KEYS, EXPORTERS } from '../../model/components';
import type { Member } from '../../model/types';
import { API_SERVERS } from '../jobs/apiservers';
import { CADVISOR, NODES } from '../jobs/kubelet';
import { SERVICE_ENDPOINTS } from '../jobs/service-endpoints';
import type { Matched } from './matched';
import { memberJobs } from './member-jobs';

/**
 * The jobs of a monitor that are federated whole: the original system's five, in its order, and
 * those of exporters that somebody switched on.
 */
export const FEDERATED: readonly string[] = [
  NODES.name,
  API_SERVERS.name,
  SERVICE_ENDPOINTS.name,
  CADVISOR.name,
  ...EXPORTER_KEYS.flatMap((key) => {
    const { job, enabled } = EXPORTERS[key];
    return job !== undefined && (key === 'nodeExporter' || !enabled) ? [job] : [];
  }),
];

/** The selectors of `raw`: of an existing Prometheus the jobs are all that its owner lists. */
export function wholeJobs(member: Member): Matched[] {
  const jobs = memberJobs(member);
  const federated = member.existing ? jobs : FEDERATED.filter((job) => jobs.includes(job));
  return federated.map((job) => ({
    // PromQL reads a quoted string as Go does, and Go reads every escape that JSON writes here.
    selector: `{job=${JSON.stringify(job)}}`,
    metrics: [],
    because: 'raw',
  }));
}
