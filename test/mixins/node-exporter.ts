import type { Row } from './row';

const SYSTEMD = {
  reason:
    'node-exporter collects units of systemd only when it is told to, which takes the D-Bus socket of the host; what runs in a cluster are pods, and whether kubelets run KubeletDown and KubeNodeNotReady say.',
};

/** The alerts of node_exporter's mixin. */
export const NODE_EXPORTER: readonly Row[] = [
  ['NodeFilesystemSpaceFillingUp', 'warning', ['NodeFilesystemSpaceFillingUp']],
  ['NodeFilesystemSpaceFillingUp', 'critical', ['NodeFilesystemSpaceFillingUpFast']],
  ['NodeFilesystemAlmostOutOfSpace', 'warning', ['NodeFilesystemAlmostFull']],
  ['NodeFilesystemAlmostOutOfSpace', 'critical', ['NodeFilesystemFull']],
  ['NodeFilesystemFilesFillingUp', 'warning', ['NodeFilesystemFilesFillingUp']],
  ['NodeFilesystemFilesFillingUp', 'critical', ['NodeFilesystemFilesFillingUpFast']],
  ['NodeFilesystemAlmostOutOfFiles', 'warning', ['NodeFilesystemAlmostOutOfFiles']],
  ['NodeFilesystemAlmostOutOfFiles', 'critical', ['NodeFilesystemOutOfFiles']],
  ['NodeNetworkReceiveErrs', 'warning', ['NodeNetworkReceiveErrs']],
  ['NodeNetworkTransmitErrs', 'warning', ['NodeNetworkTransmitErrs']],
  ['NodeHighNumberConntrackEntriesUsed', 'warning', ['NodeHighNumberConntrackEntriesUsed']],
  ['NodeTextFileCollectorScrapeError', 'warning', ['NodeTextFileCollectorScrapeError']],
  ['NodeClockSkewDetected', 'warning', ['NodeClockSkewDetected']],
  ['NodeClockNotSynchronising', 'warning', ['NodeClockNotSynchronising']],
  ['NodeRAIDDegraded', 'critical', ['NodeRAIDDegraded']],
  ['NodeRAIDDiskFailure', 'warning', ['NodeRAIDDiskFailure']],
  ['NodeFileDescriptorLimit', 'warning', ['NodeFileDescriptorsFillingUp']],
  ['NodeFileDescriptorLimit', 'critical', ['NodeFileDescriptorsExhausted']],
  ['NodeCPUHighUsage', 'info', ['NodeCPUHighUsage']],
  ['NodeSystemSaturation', 'warning', ['NodeSystemSaturation']],
  ['NodeMemoryMajorPagesFaults', 'warning', ['NodeMemoryMajorPagesFaults']],
  ['NodeMemoryHighUtilization', 'warning', ['NodeMemoryHighUtilization']],
  ['NodeDiskIOSaturation', 'warning', ['NodeDiskIOSaturation']],
  ['NodeSystemdServiceFailed', 'warning', SYSTEMD],
  ['NodeSystemdServiceCrashlooping', 'warning', SYSTEMD],
  ['NodeBondingDegraded', 'warning', ['NodeBondingDegraded']],
];
