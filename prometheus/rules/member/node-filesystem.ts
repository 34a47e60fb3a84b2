import type { MemberGroup } from './group';
import type { Sources } from './sources';

/** Filesystems that hold something: not those of containers, and none that is read-only. */
const writable = ({ nodeExporter }: Sources) => {
  const real = `${nodeExporter}, fstype!="", mountpoint!=""`;
  return { real, only: `node_filesystem_readonly{${real}} == 0` };
};

/** Share of a filesystem's bytes that is free. */
const free = ({ real }: ReturnType<typeof writable>) =>
  `node_filesystem_avail_bytes{${real}} / node_filesystem_size_bytes{${real}}`;

/** Filesystems of nodes: nearly full, and about to be. */
export const NODE_FILESYSTEM: MemberGroup = {
  name: 'promfleet-node-filesystem',
  needs: ['nodeExporter'],
  alerts: [
    {
      name: 'NodeFilesystemAlmostFull',
      severity: 'warning',
      for: '30m',
      threshold: 0.05,
      expr: (sources, threshold) => {
        const filesystems = writable(sources);
        return `${free(filesystems)} < ${threshold} and ${filesystems.only}`;
      },
      summary: 'A filesystem of {{ $labels.instance }} is almost full',
      description:
        '{{ $labels.device }} at {{ $labels.mountpoint }} of {{ $labels.instance }} has been almost full for half an hour. Kubelets evict pods when a node runs out of space.',
    },
  ],
};
