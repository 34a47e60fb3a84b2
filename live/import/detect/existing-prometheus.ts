import { z } from 'zod';
import { proxyTo, type ServicePort } from '../../../model/access';
import { ClusterFailure } from '../../client/failure';
import type { ExistingPrometheus, Finding } from '../findings';
import { type Asked, ifTold, type Part } from './asked';
import { answering, externalLabels, jobsOf, seriesOf } from './prometheus-answers';
import { flaggedPrefix } from './prometheus-flags';
import { replicaLabelOf } from './prometheus-operator';
import { type PrometheusService, prometheusServices } from './prometheus-services';

/** As many are asked. */
const MOST = 5;

/**
 * The one Prometheus that is there already and answers as the hub will ask it. Where there are
 * several, it is for people to choose.
 *
 * @throws ClusterFailure if Services may not be listed
 */
export async function existingPrometheus(asked: Asked): Promise<Part> {
  const found = await prometheusServices(asked);
  const examined = await Promise.all(
    found.slice(0, MOST).map(async (service) => ({ service, ...(await examine(asked, service)) })),
  );
  const notes = examined.flatMap(({ service: { at }, why, later }) =>
    why === undefined
      ? []
      : [`${named(at)} is not taken: ${why}${later ? `; for later, ${write(at)}` : ''}`],
  );
  const more = found.slice(MOST).map(({ at }) => named(at));
  if (more.length > 0) notes.push(`of ${found.length} Prometheus servers ${more} were not asked`);
  const usable = examined.flatMap(({ existing }) => existing ?? []);
  const [existing, other] = usable;
  if (!other) return existing ? { existing, notes } : { notes };
  const choices = usable.map(({ value }) => write(value));
  const several = `${usable.length} Prometheus servers answer and none is taken: ${choices.join(', or ')}`;
  return { notes: [...notes, several] };
}

const named = ({ namespace, service }: ServicePort) => `Prometheus ${namespace}/${service}`;

/** What to write into the fleet file for a Prometheus. */
function write({ service, namespace, port, scheme, prefix }: ServicePort & { prefix?: string }) {
  const more = `${scheme ? `, scheme: ${scheme}` : ''}${prefix ? `, prefix: ${prefix}` : ''}`;
  return `write monitor.existing: { service: ${service}, namespace: ${namespace}, port: ${port}${more} }`;
}

interface Examined {
  readonly existing?: Finding<ExistingPrometheus>;
  /** Why it is not taken, as a part of a sentence. */
  readonly why?: string;
  /** Whether that may change. */
  readonly later?: boolean;
}

async function examine(asked: Asked, found: PrometheusService): Promise<Examined> {
  const { at, operated, reason } = found;
  const shards = operated?.spec.shards ?? 1;
  if (shards > 1) {
    return {
      why: `its ${shards} shards have a part of the series each, and a Service leads to one of them`,
    };
  }
  try {
    const prefixed = operated ? operated.spec.routePrefix : await flaggedPrefix(asked, found);
    const answer = await answering(asked, at, prefixed);
    if (typeof answer === 'string') return { why: answer };
    const { scheme, prefix } = answer;
    const base = `${proxyTo({ ...at, scheme }).path}${prefix}`;
    const [jobs, series, replicaLabel] = await Promise.all([
      jobsOf(asked, base),
      seriesOf(asked, base),
      operated ? replicaLabelOf(operated) : replicaLabelBehind(asked, at, base),
    ]);
    if (jobs.length === 0) return { why: 'it has scraped nothing for an hour', later: true };
    const count = jobs.length === 1 ? 'one job' : `${jobs.length} jobs`;
    const size = series === undefined ? '' : ` with ${series} series`;
    const value = {
      ...at,
      ...(scheme === undefined ? {} : { scheme }),
      prefix,
      jobs,
      ...(replicaLabel === undefined ? {} : { replicaLabel }),
    };
    return {
      existing: { value, reasons: [reason, `it answers below ${prefix || '/'}, ${count}${size}`] },
    };
  } catch (error) {
    if (error instanceof ClusterFailure) return { why: error.message, later: true };
    throw error;
  }
}

const slice = z.object({
  endpoints: z
    .array(z.object({ conditions: z.object({ ready: z.boolean().optional() }).optional() }))
    .nullish(),
});

/** The external label that is named for replicas, where a Service leads to several. */
async function replicaLabelBehind(
  asked: Asked,
  { service, namespace }: ServicePort,
  base: string,
): Promise<string | undefined> {
  const selector = encodeURIComponent(`kubernetes.io/service-name=${service}`);
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=${selector}&limit=20`;
  const slices = (await ifTold(asked.list(path, slice))) ?? [];
  const ready = slices
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ conditions }) => conditions?.ready !== false);
  if (ready.length < 2) return undefined;
  return (await externalLabels(asked, base)).find((name) => /replica/i.test(name));
}
