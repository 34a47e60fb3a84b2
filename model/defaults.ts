/** What the fleet file need not say. Units as in the fleet file. */
export const MONITOR_NAMESPACE = 'monitoring';
export const HUB_NAMESPACE = 'monitoring';
export const DEFAULT_RELEASE = 'monitor';
export const HUB_RELEASE = 'hub';
export const CLUSTER_LABEL = 'cluster';
export const STATESTORE = '/opt/pipeline/statestore';
export const MEMBER_RETENTION = '24h';
export const HUB_RETENTION = '15d';
export const SCRAPE_INTERVAL = '30s';
export const SCRAPE_TIMEOUT = '10s';

/** Of a federation job. */
export const FEDERATION = {
  interval: '15s',
  timeout: '7s',
  sampleLimit: 200000,
  bodySizeLimit: '64MB',
  labelLimit: 128,
  labelNameLengthLimit: 256,
  labelValueLengthLimit: 4096,
} as const;
