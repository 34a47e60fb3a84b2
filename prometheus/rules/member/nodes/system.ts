import type { MemberGroup } from '../group';
import { byNode } from '../nodes-of';
import { AND, OF_ANY_TYPE } from '../promql';
import type { Sources } from '../sources';

const select = ({ nodeExporter }: Sources, metric: string, range = '') =>
  `${metric}{${nodeExporter}}${range}`;

/** The kernels of nodes: their clocks, their table of open files, and what scripts say of them. */
export const NODE_SYSTEM: MemberGroup = {
  name: 'promfleet-node-system',
  needs: ['nodeExporter'],
  interval: '1m',
  alerts: [
    {
      name: 'NodeClockSkewDetected',
      severity: 'warning',
      for: '10m',
      threshold: 0.05,
      expr: (sources, threshold) =>
        byNode(sources, 'max', `${drifting(sources, threshold)} or ${unlikeOurs(sources)}`),
      summary: 'The clock of {{ $labels.node }} is wrong',
      description:
        'The clock of {{ $labels.node }} is off and does not come closer, or differs from that of Prometheus by more than 10 seconds. Certificates, leases and what is logged depend on it.',
    },
    {
      name: 'NodeClockNotSynchronising',
      severity: 'warning',
      for: '10m',
      // From 16 seconds on the kernel no longer knows what its clock is worth.
      expr: (sources) => {
        const alone = `max_over_time(${select(sources, 'node_timex_sync_status', '[5m]')}) == 0`;
        const error = `${select(sources, 'node_timex_maxerror_seconds')} >= 16`;
        return byNode(sources, 'max', `${alone} ${AND} ${error}`);
      },
      summary: 'The clock of {{ $labels.node }} is not synchronised',
      description:
        'Nothing has set the clock of {{ $labels.node }} for a while: no NTP client runs there, or it reaches no server.',
    },
    {
      name: 'NodeFileDescriptorsFillingUp',
      severity: 'warning',
      for: '15m',
      threshold: 0.7,
      expr: descriptors,
      summary: '{{ $labels.node }} has many files open',
      description:
        'Much of what the kernel of {{ $labels.node }} allows of open files, sockets among them, has been in use for a while.',
    },
    {
      name: 'NodeFileDescriptorsExhausted',
      silences: 'NodeFileDescriptorsFillingUp',
      severity: 'critical',
      for: '15m',
      threshold: 0.9,
      expr: descriptors,
      summary: '{{ $labels.node }} can hardly open another file',
      description:
        'Nearly all that the kernel of {{ $labels.node }} allows of open files, sockets among them, has been in use for a while. Once it is all, every process fails to open files and to connect.',
    },
    {
      name: 'NodeTextFileCollectorScrapeError',
      severity: 'warning',
      for: '5m',
      expr: (sources) =>
        byNode(sources, 'max', `${select(sources, 'node_textfile_scrape_error')} == 1`),
      summary: 'node-exporter of {{ $labels.node }} cannot read its text files',
      description:
        'node-exporter of {{ $labels.node }} found a text file that it cannot read: what scripts wrote there is missing, and alerts about it see nothing.',
    },
  ],
};

/** By what an NTP client told the kernel: off, and not on its way back. */
function drifting(sources: Sources, threshold: number): string {
  const offset = select(sources, 'node_timex_offset_seconds');
  const trend = `deriv(${offset}[5m])`;
  const fast = `(${offset} > ${threshold} ${AND} ${trend} >= 0)`;
  return `${fast} or (${offset} < -${threshold} ${AND} ${trend} <= 0)`;
}

/** Some clients tell the kernel nothing. Scrapes take time, too: less than that. */
function unlikeOurs(sources: Sources): string {
  const clock = select(sources, 'node_time_seconds');
  return `abs(${clock} - ${OF_ANY_TYPE} timestamp(${clock})) > 10`;
}

function descriptors(sources: Sources, threshold: number): string {
  const share = `${select(sources, 'node_filefd_allocated')} / ${select(sources, 'node_filefd_maximum')}`;
  return byNode(sources, 'max', `${share} > ${threshold}`);
}
