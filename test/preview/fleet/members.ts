/** Minutes that the fleet has behind it. */
export const MINUTES = 370;

/** When the pictures are taken: a Monday at noon. */
export const END = Date.UTC(2026, 5, 1, 12) / 1000;

/** The first minute, in seconds since 1970. */
export const BEGIN = END - (MINUTES - 1) * 60;

/** What happens to some members, and in which minute it begins. */
export const TROUBLE = {
  pressure: { member: 'prod-ap-1', node: 'worker-2', namespace: 'payments', from: MINUTES - 95 },
  errors: { member: 'stage-us-1', from: MINUTES - 50 },
  missing: { member: 'shop-br-1', from: MINUTES - 60 },
} as const;

/** A member that is made up. */
export interface Member {
  readonly name: string;
  readonly nodes: readonly string[];
  readonly cores: number;
  readonly memory: number;
  /** How busy it is, 0 to 1. */
  readonly load: number;
  readonly namespaces: readonly string[];
}

const GIB = 1024 ** 3;

const member = (
  name: string,
  workers: number,
  cores: number,
  load: number,
  ...namespaces: readonly string[]
): Member => ({
  name,
  nodes: ['control-1', ...Array.from({ length: workers }, (_, index) => `worker-${index + 1}`)],
  cores,
  memory: cores * 4 * GIB,
  load,
  namespaces: ['kube-system', 'monitoring', ...namespaces],
});

/** The fleet: three members are well, one has a node short of memory, one API server fails, one is gone. */
export const MEMBERS: readonly Member[] = [
  member('prod-ap-1', 3, 16, 0.6, 'checkout', 'payments', 'search'),
  member('prod-eu-1', 4, 16, 0.55, 'checkout', 'payments', 'search'),
  member('prod-us-1', 4, 16, 0.48, 'checkout', 'payments', 'search'),
  member('shop-br-1', 1, 4, 0.25, 'gateway'),
  member('stage-eu-1', 2, 8, 0.3, 'checkout', 'search'),
  member('stage-us-1', 2, 8, 0.34, 'checkout', 'payments'),
];

/** Something that runs in a namespace: its name, its kind, and its part of the load. */
export const WORKLOADS: Readonly<Record<string, readonly (readonly [string, string, number])[]>> = {
  'kube-system': [
    ['coredns', 'Deployment', 0.2],
    ['kube-proxy', 'DaemonSet', 0.1],
  ],
  monitoring: [
    ['monitor-prometheus-server', 'Deployment', 0.5],
    ['monitor-kube-state-metrics', 'Deployment', 0.1],
  ],
  checkout: [
    ['cart', 'Deployment', 0.6],
    ['storefront', 'Deployment', 1.2],
  ],
  payments: [
    ['ledger', 'StatefulSet', 0.9],
    ['payments-api', 'Deployment', 1.1],
  ],
  search: [
    ['index', 'StatefulSet', 1.6],
    ['query', 'Deployment', 0.8],
  ],
  gateway: [['relay', 'Deployment', 0.4]],
};

/** A series: what it is called, and what it is in a minute; nothing where it is not there. */
export interface Made {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly at: (minute: number) => number | undefined;
}

/** A series of a member, which ends when the member is gone. */
export const ofMember = (
  { name: cluster }: Member,
  name: string,
  labels: Readonly<Record<string, string>>,
  at: (minute: number) => number | undefined,
): Made => ({
  name,
  labels: { cluster, ...labels },
  at: (minute) =>
    cluster === TROUBLE.missing.member && minute >= TROUBLE.missing.from ? undefined : at(minute),
});
