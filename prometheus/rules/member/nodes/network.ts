import type { MemberGroup, Recording } from '../group';
import { byNode } from '../nodes-of';
import { recorded } from '../promql';
import type { Sources } from '../sources';

type Direction = 'receive' | 'transmit';

/**
 * Interfaces that stand for others, or lead to pods and nowhere else: what goes through them is
 * counted at a network card again.
 */
const VIRTUAL =
  'lo|veth.*|cali.*|lxc.*|eni.*|azv.*|gke.*|cilium.*|cni.*|docker.*|flannel.*|tun.*|tap.*|vxlan.*|geneve.*|genev_sys.*|gre.*|wg.*|kube-.*|nodelocaldns|dummy.*|br.*|virbr.*|ovs-.*|antrea.*|weave.*|ifb.*|bond.*|team.*|.+[.][0-9]+';

const rate = (
  { nodeExporter }: Sources,
  direction: Direction,
  counter: 'bytes' | 'drop' | 'errs' | 'packets',
  device: string,
) => `rate(node_network_${direction}_${counter}_total{${nodeExporter}, ${device}}[5m])`;

/** A rate of every node's network cards, and of all of them together. */
function recordings(
  metric: string,
  counter: 'bytes' | 'drop' | 'errs',
  direction: readonly [Direction, ...Direction[]],
): Recording[] {
  const record = `node:${metric}:rate5m`;
  return [
    {
      record,
      expr: (sources) => {
        const rates = direction.map((one) => rate(sources, one, counter, `device!~"${VIRTUAL}"`));
        return byNode(sources, 'sum', rates.join(' + '));
      },
    },
    { record: `cluster:${metric}:rate5m`, expr: () => `sum(${recorded(record)})` },
  ];
}

/** Share of the packets, which fails where there are errors and no packets at all, too. */
const errors = (direction: Direction) => (sources: Sources, threshold: number) => {
  const of = (counter: 'errs' | 'packets') => rate(sources, direction, counter, 'device!="lo"');
  return byNode(sources, 'max', `${of('errs')} / ${of('packets')} > ${threshold}`, ['device']);
};

/** Networks of nodes: what goes through them, and what is lost. */
export const NODE_NETWORK: MemberGroup = {
  name: 'promfleet-node-network',
  needs: ['nodeExporter'],
  interval: '1m',
  records: [
    ...recordings('node_network_receive_bytes', 'bytes', ['receive']),
    ...recordings('node_network_transmit_bytes', 'bytes', ['transmit']),
    ...recordings('node_network_errs', 'errs', ['receive', 'transmit']),
    ...recordings('node_network_drop', 'drop', ['receive', 'transmit']),
  ],
  alerts: [
    {
      name: 'NodeHighNumberConntrackEntriesUsed',
      severity: 'warning',
      for: '5m',
      threshold: 0.75,
      expr: (sources, threshold) => {
        const of = (metric: string) => `${metric}{${sources.nodeExporter}}`;
        const used = `${of('node_nf_conntrack_entries')} / ${of('node_nf_conntrack_entries_limit')}`;
        return byNode(sources, 'max', `${used} > ${threshold}`);
      },
      summary: '{{ $labels.node }} tracks nearly as many connections as it can',
      description:
        'The connection tracking table of {{ $labels.node }} is nearly full. Once it is, the kernel drops packets of new connections, to Services and out of pods alike.',
    },
    {
      name: 'NodeBondingDegraded',
      severity: 'warning',
      for: '5m',
      expr: (sources) => {
        const of = (metric: string) => `${metric}{${sources.nodeExporter}}`;
        const down = `${of('node_bonding_slaves')} - ${of('node_bonding_active')} > 0`;
        return byNode(sources, 'max', down, ['master']);
      },
      summary: 'A bond of {{ $labels.node }} has lost an interface',
      description:
        'An interface of the bond {{ $labels.master }} of {{ $labels.node }} has had no link for a while. The bond has less redundancy, or less bandwidth.',
    },
  ],
};

/** Interfaces that lose packets: of all of them, those to pods included, so less often. */
export const NODE_NETWORK_ERRORS: MemberGroup = {
  name: 'promfleet-node-network-errors',
  needs: ['nodeExporter'],
  interval: '2m',
  alerts: [
    {
      name: 'NodeNetworkReceiveErrs',
      severity: 'warning',
      for: '1h',
      threshold: 0.01,
      expr: errors('receive'),
      summary: 'An interface of {{ $labels.node }} receives packets with errors',
      description:
        'Many of the packets that {{ $labels.device }} of {{ $labels.node }} receives have been faulty.',
    },
    {
      name: 'NodeNetworkTransmitErrs',
      severity: 'warning',
      for: '1h',
      threshold: 0.01,
      expr: errors('transmit'),
      summary: 'An interface of {{ $labels.node }} fails to send packets',
      description:
        'Many of the packets that {{ $labels.device }} of {{ $labels.node }} should have sent have failed.',
    },
  ],
};
