import { DRILL_DOWN, RAW } from '../model/components/drill-down';
import type { DrillDown, RemoteRead } from '../model/types';
import { memberWay } from './member-way';
import type { PrometheusConfig, RemoteReadConfig } from './types';

/** What all have that answer queries for raw series. */
const RAW_SERIES = {
  remote_timeout: DRILL_DOWN.timeout,
  // What is younger than the oldest sample here is asked for too: nothing of it is here.
  read_recent: true,
  // Those of who asks would become matchers, which no member's series meet.
  filter_external_labels: false,
  follow_redirects: false,
} as const;

/** Hands the hub's queries for raw series on; all others are answered by what the hub has. */
export const rawSeries = ({ url }: DrillDown): RemoteReadConfig => ({
  name: DRILL_DOWN.component,
  url,
  ...RAW_SERIES,
  required_matchers: { [RAW.label]: RAW.value },
});

/** The prometheus.yml of who asks the members: it scrapes nothing. */
export const drillDownConfig = ({
  remoteReads,
}: DrillDown): Pick<PrometheusConfig, 'remote_read'> => ({
  remote_read: remoteReads.map(ofMember),
});

/** Asks one member, through its API server's service proxy, and only by queries that name it. */
const ofMember = (read: RemoteRead): RemoteReadConfig => ({
  name: read.cluster,
  url: `https://${read.target}${read.path}`,
  ...RAW_SERIES,
  required_matchers: { [read.clusterLabel]: read.cluster, [RAW.label]: RAW.value },
  ...memberWay(read),
});
