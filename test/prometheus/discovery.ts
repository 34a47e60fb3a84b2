import type { LabelSet } from './relabel';

/** The little of a cluster that Prometheus's discovery looks at. */
export interface Cluster {
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly nodes: readonly Node[];
}

interface Meta {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: LabelSet;
  readonly annotations?: LabelSet;
}

interface Port {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
}

export interface Pod extends Meta {
  readonly ip: string;
  readonly node: string;
  readonly phase?: string;
  readonly containers: readonly { readonly name: string; readonly ports?: readonly Port[] }[];
}

export interface Service extends Meta {
  readonly type?: string;
  readonly ports: readonly Port[];
  /** One for each EndpointSlice: IPv4 and IPv6, say. An address may have a pod behind it. */
  readonly slices?: readonly {
    readonly secondaryFamily?: boolean;
    readonly addressType?: string;
    readonly ports?: readonly Port[];
    readonly addresses: readonly {
      readonly ip: string;
      readonly pod?: string;
      /** Whether its pod is ready. @default true */
      readonly serving?: boolean;
    }[];
  }[];
}

export interface Node {
  readonly name: string;
  readonly ip: string;
  readonly labels: LabelSet;
}

/**
 * What the roles of Prometheus's Kubernetes discovery report, label for label as far as our rules
 * look: https://github.com/prometheus/prometheus/tree/v3.14.0/discovery/kubernetes
 */
export const discovery = {
  node: ({ nodes }: Cluster) =>
    nodes.map((node) => ({
      __address__: `${host(node.ip)}:10250`,
      instance: node.name,
      [`${META}node_name`]: node.name,
      ...object('node', { ...node, namespace: '' }),
    })),
  pod: ({ pods }: Cluster) =>
    pods.flatMap((pod) =>
      pod.containers.flatMap(({ name, ports }) =>
        (ports ?? [undefined]).map((port) => ({
          // A container without ports is a target all the same, at the bare address.
          __address__: port ? `${host(pod.ip)}:${port.port}` : pod.ip,
          ...podLabels(pod),
          [`${META}pod_container_name`]: name,
          ...(port ? containerPort(port) : {}),
        })),
      ),
    ),
  service: ({ services }: Cluster) =>
    services.flatMap((service) =>
      service.ports.map(({ port }) => ({
        __address__: `${service.name}.${service.namespace}.svc:${port}`,
        [`${META}service_type`]: service.type ?? 'ClusterIP',
        ...object('service', service),
      })),
    ),
  endpointslice: (cluster: Cluster) =>
    cluster.services.flatMap((service) =>
      (service.slices ?? [])
        // Prometheus looks at a dual-stack Service's primary family only.
        .filter(({ secondaryFamily }) => !secondaryFamily)
        .flatMap(({ addresses, addressType, ports = service.ports }) =>
          addresses.flatMap(({ ip, pod: name, serving = true }) => {
            const pod = cluster.pods.find(
              (one) => one.name === name && one.namespace === service.namespace,
            );
            return endpoints(ip, ports, pod, serving).map((labels) => ({
              [`${META}endpointslice_address_type`]: addressType ?? 'IPv4',
              ...object('service', service),
              ...labels,
            }));
          }),
        ),
    ),
};

const META = '__meta_kubernetes_';

/** The Service's ports, then the ports its pod's containers declare beside them. */
function endpoints(
  ip: string,
  ports: readonly Port[],
  pod: Pod | undefined,
  serving: boolean,
): LabelSet[] {
  const declared = pod?.containers.flatMap((container) => container.ports ?? []) ?? [];
  const ofPod = pod ? podLabels(pod) : {};
  return [
    ...ports.map((port) => {
      const same = declared.find((one) => one.port === port.port);
      return {
        __address__: `${host(ip)}:${port.port}`,
        [`${META}endpointslice_port_name`]: port.name ?? '',
        [`${META}endpointslice_port_protocol`]: port.protocol ?? 'TCP',
        [`${META}endpointslice_endpoint_conditions_serving`]: String(serving),
        ...ofPod,
        ...(same ? containerPort(same) : {}),
      };
    }),
    ...declared
      .filter(({ port }) => !ports.some((one) => one.port === port))
      .map((port) => ({
        __address__: `${host(pod?.ip ?? '')}:${port.port}`,
        ...ofPod,
        ...containerPort(port),
      })),
  ];
}

function podLabels(pod: Pod): LabelSet {
  return {
    ...object('pod', pod),
    [`${META}pod_ip`]: pod.ip,
    [`${META}pod_phase`]: pod.phase ?? 'Running',
    [`${META}pod_node_name`]: pod.node,
  };
}

function containerPort({ port, protocol = 'TCP' }: Port): LabelSet {
  return {
    [`${META}pod_container_port_number`]: String(port),
    [`${META}pod_container_port_protocol`]: protocol,
  };
}

function object(role: string, { name, namespace, labels = {}, annotations = {} }: Meta): LabelSet {
  const named = (kind: string, all: LabelSet) =>
    Object.entries(all).map(([key, value]) => [
      `${META}${role}_${kind}_${key.replace(/[^a-zA-Z0-9_]/g, '_')}`,
      value,
    ]);
  return {
    [`${META}namespace`]: namespace,
    [`${META}${role}_name`]: name,
    ...Object.fromEntries([...named('label', labels), ...named('annotation', annotations)]),
  };
}

const host = (ip: string) => (ip.includes(':') ? `[${ip}]` : ip);
