import { BlockList, isIPv6 } from 'node:net';
import { z } from 'zod';
import type { Resources } from '../client/resources';
import { shapedAs } from './member-view';
import type { Pod } from './pods';

const labels = z.record(z.string(), z.string());
const selector = z.object({
  matchLabels: labels.nullish(),
  matchExpressions: z
    .array(
      z.object({
        key: z.string(),
        operator: z.string(),
        values: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});
const policyShape = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    podSelector: selector.optional(),
    policyTypes: z.array(z.string()).nullish(),
    ingress: z
      .array(
        z.object({
          from: z
            .array(
              z.object({
                ipBlock: z
                  .object({ cidr: z.string(), except: z.array(z.string()).nullish() })
                  .optional(),
              }),
            )
            .nullish(),
          ports: z
            .array(
              z.object({
                port: z.union([z.number(), z.string()]).optional(),
                endPort: z.number().optional(),
              }),
            )
            .nullish(),
        }),
      )
      .nullish(),
  }),
});
const slices = z.object({
  endpoints: z.array(z.object({ addresses: z.array(z.string()) })).nullish(),
});

type Policy = z.infer<typeof policyShape>;
type Rule = NonNullable<Policy['spec']['ingress']>[number];

/** Where proxied requests arrive. */
export interface Arrival {
  readonly pod: Pod;
  readonly namespace: string;
  /** Of the pod: its number, or its name. */
  readonly port: number | string | undefined;
}

/** NetworkPolicies that select a pod, and whether one lets the API server in. */
export interface Policies {
  readonly names: readonly string[];
  readonly letsIn: boolean;
}

/**
 * What NetworkPolicies say of requests of the API server to a pod. They come from its own address,
 * which the Service `kubernetes` has as its endpoints; a rule with namespaces or pods is not for it.
 *
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export async function policiesOf(arrival: Arrival, resources: Resources): Promise<Policies> {
  const kind = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  const [all, sources] = await Promise.all([
    resources.list(kind, '', arrival.namespace),
    apiServers(resources),
  ]);
  const isolating = all
    .map((policy) => shapedAs(policyShape, policy))
    .filter(({ spec: { podSelector, policyTypes } }) => {
      const isIngress = policyTypes?.includes('Ingress') ?? true;
      return isIngress && selects(podSelector, arrival.pod.metadata.labels ?? {});
    });
  return {
    names: isolating.map(({ metadata }) => metadata.name),
    letsIn:
      isolating.length === 0 ||
      isolating.some(({ spec }) => spec.ingress?.some((rule) => allows(rule, arrival, sources))),
  };
}

async function apiServers(resources: Resources): Promise<string[]> {
  const found = await resources.list(
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
    'kubernetes.io/service-name=kubernetes',
    'default',
  );
  return found.flatMap((slice) =>
    (shapedAs(slices, slice).endpoints ?? []).flatMap(({ addresses }) => addresses),
  );
}

function allows(rule: Rule, { port }: Arrival, sources: readonly string[]): boolean {
  const from = rule.from ?? [];
  const isFrom =
    from.length === 0 ||
    from.some(({ ipBlock }) => ipBlock && sources.some((source) => isWithin(source, ipBlock)));
  const ports = rule.ports ?? [];
  const isPort =
    ports.length === 0 ||
    ports.some(({ port: allowed, endPort }) =>
      allowed === undefined
        ? true
        : endPort !== undefined && typeof port === 'number'
          ? Number(allowed) <= port && port <= endPort
          : String(allowed) === String(port),
    );
  return isFrom && isPort;
}

function isWithin(
  address: string,
  { cidr, except }: { readonly cidr: string; readonly except?: readonly string[] | null },
): boolean {
  const within = (range: string) => {
    const [net = '', bits] = range.split('/');
    const type = isIPv6(net) ? 'ipv6' : 'ipv4';
    const list = new BlockList();
    list.addSubnet(net, Number(bits), type);
    return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  };
  return within(cidr) && !except?.some(within);
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
function selects(
  chosen: z.infer<typeof selector> | undefined,
  of: Readonly<Record<string, string>>,
): boolean {
  const { matchLabels, matchExpressions } = chosen ?? {};
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => of[key] === value) &&
    (matchExpressions ?? []).every(({ key, operator, values }) => {
      const value = of[key];
      const isOne = value !== undefined && (values ?? []).includes(value);
      switch (operator) {
        case 'In':
          return isOne;
        case 'NotIn':
          return !isOne;
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
