import { DNS_LABEL } from '../../language/names';

/** What a name in a kubeconfig tells of a cluster. */
export interface NameParts {
  /** What the provider calls the cluster. */
  readonly base: string;
  /** Where that was taken from, as in `it is the NAME in gke_PROJECT_LOCATION_NAME`. */
  readonly from?: string;
  /** Of the cloud, such as `eu-west-1`. */
  readonly region?: string;
  /** What tells clusters of the same name apart, the nearest first. */
  readonly qualifiers: readonly string[];
}

interface Shape {
  readonly pattern: RegExp;
  readonly parts: (groups: Record<string, string>, server: string) => NameParts | undefined;
}

/**
 * How tools name contexts, the first that fits:
 *
 * - `aws eks update-kubeconfig`: the ARN of the cluster
 * - eksctl: `USER@NAME.REGION.eksctl.io`
 * - gcloud: `gke_PROJECT_LOCATION_NAME`
 * - OpenShift: `NAMESPACE/HOST:PORT/USER`, whose host is `api.NAME.DOMAIN`
 * - kubeadm and others: `USER@NAME`
 */
const SHAPES: readonly Shape[] = [
  {
    pattern: /^arn:aws[\w-]*:eks:(?<region>[^:]+):(?<account>\d+):cluster\/(?<name>.+)$/,
    parts: ({ region = '', account = '', name = '' }) => ({
      base: name,
      from: 'it is the NAME in arn:aws:eks:REGION:ACCOUNT:cluster/NAME',
      region,
      qualifiers: [region, account],
    }),
  },
  {
    pattern: /^.+@(?<name>[^.@]+)\.(?<region>[a-z0-9-]+)\.eksctl\.io$/,
    parts: ({ name = '', region = '' }) => ({
      base: name,
      from: 'it is the NAME in USER@NAME.REGION.eksctl.io',
      region,
      qualifiers: [region],
    }),
  },
  {
    pattern: /^gke_(?<project>[^_]+)_(?<location>[^_]+)_(?<name>.+)$/,
    parts: ({ project = '', location = '', name = '' }) => ({
      base: name,
      from: 'it is the NAME in gke_PROJECT_LOCATION_NAME',
      region: location.replace(/-[a-z]$/, ''),
      qualifiers: [location, project],
    }),
  },
  {
    pattern: /^[^/]*\/(?<host>[^/:]+):\d+(\/.*)?$/,
    parts: ({ host = '' }, server) => {
      const [, name, domain] = /^https:\/\/api\.([^.:/]+)\.([^:/]+)/i.exec(server) ?? [];
      return name === undefined
        ? { base: host, from: 'it is the HOST in NAMESPACE/HOST:PORT/USER', qualifiers: [] }
        : { base: name, from: 'it is the NAME in api.NAME.DOMAIN', qualifiers: [domain ?? ''] };
    },
  },
  {
    pattern: /^[^@]+@(?<name>[^@]+)$/,
    parts: ({ name = '' }) => ({ base: name, from: 'it is the NAME in USER@NAME', qualifiers: [] }),
  },
];

/** Takes the name that a source has for a cluster apart. */
export function nameParts(name: string, server: string): NameParts {
  for (const { pattern, parts } of SHAPES) {
    const groups = pattern.exec(name)?.groups;
    const found = groups && parts(groups, server);
    if (found) return found;
  }
  return { base: name, qualifiers: [] };
}

/** Longest DNS label. */
const LONGEST = 63;

/** A text as a DNS label: lower case, `-` for whatever else is not allowed, cut to 63. */
export function dnsLabelOf(text: string, longest = LONGEST): string {
  const label = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, (run) => (/^-+$/.test(run) ? run : '-'))
    .replace(/^-+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
  return DNS_LABEL.test(label) ? label : 'cluster';
}

/** A name for the fleet file. */
export interface ChosenName {
  readonly name: string;
  /** How it came of the name in the source, as after "because"; none where it is that name. */
  readonly reasons: readonly string[];
}

/**
 * Chooses a name that is a DNS label and not taken: that of the provider, made a DNS label; if it is
 * taken, with what tells the two apart behind it (region, then project or account), else a number.
 *
 * @param isTaken - whether another cluster has a name
 */
export function chooseName(
  found: string,
  parts: NameParts,
  isTaken: (name: string) => boolean,
): ChosenName {
  const plain = dnsLabelOf(parts.base);
  const name = isTaken(plain) ? freeName(parts, isTaken) : plain;
  if (name === found) return { name, reasons: [] };
  const reasons = [
    ...(parts.from ? [parts.from] : []),
    ...(plain === parts.base ? [] : ['a name is a DNS label']),
    ...(name === plain ? [] : [`the name ${plain} is taken`]),
  ];
  return { name, reasons };
}

function freeName({ base, qualifiers }: NameParts, isTaken: (name: string) => boolean): string {
  for (const qualifier of qualifiers) {
    const name = suffixed(base, dnsLabelOf(qualifier));
    if (!isTaken(name)) return name;
  }
  for (let number = 2; ; number++) {
    const name = suffixed(base, String(number));
    if (!isTaken(name)) return name;
  }
}

const suffixed = (base: string, suffix: string) =>
  dnsLabelOf(`${dnsLabelOf(base, Math.max(1, LONGEST - suffix.length - 1))}-${suffix}`);
