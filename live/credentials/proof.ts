import { durationMs } from '../../language/duration';
import { sizeBytes } from '../../language/quantity';
import type { Member } from '../../model/types';
import type { Answer, ApiConnection } from '../client/connection';
import { answered, ClusterFailure } from '../client/failure';
import { until } from '../client/until';
import type { Contents } from './credential';
import { federationRequest, samplesIn } from './federated';
import { connectionOf, type Place } from './place';
import { askForbidden, checkRefusals } from './refusals';

/** What was shown of a credential, with nothing but it. */
export interface Proof {
  /** Samples that a federation request brings. */
  readonly samples: number;
  /** What was refused, as it has to be. */
  readonly refused: readonly string[];
  /** What of it the hub will mind. */
  readonly notes: readonly string[];
}

export interface ProofOptions {
  readonly place: Place;
  /** What the hub asks the member for. */
  readonly match: readonly string[];
  /** Milliseconds that the member's Prometheus may take until it has samples. */
  readonly timeoutMs: number;
}

/** What was just granted, or issued, is not known to every API server at once. */
const SETTLING_MS = 10_000;
/** What a Prometheus that is starting, or has just been rolled out, answers through the proxy. */
const NOT_YET = [500, 502, 503, 504];

/**
 * Shows that a credential does what the hub wants of it, and no more: the very request that the hub
 * will make, and those that have to be refused.
 *
 * @throws ClusterFailure if one of them goes otherwise; `unauthenticated` if the API server does not
 *   know the credential
 */
export async function prove(
  member: Member,
  contents: Contents,
  { place, match, timeoutMs }: ProofOptions,
): Promise<Proof> {
  const connection = connectionOf(place, contents, member.job.insecureSkipVerify);
  try {
    const early = askForbidden(member, connection);
    const request = { member, path: federationRequest(member, match), connection };
    const { samples, tookMs } = await federate(request, timeoutMs).finally(() => early);
    const refused = await checkRefusals(member, connection, await early);
    return { samples, refused, notes: limits(member, samples, tookMs) };
  } finally {
    connection.close();
  }
}

interface Federated {
  readonly samples: number;
  readonly tookMs: number;
}

interface Request {
  readonly member: Member;
  readonly path: string;
  readonly connection: ApiConnection;
}

async function federate(
  { member, path, connection }: Request,
  timeoutMs: number,
): Promise<Federated> {
  const { bodySizeLimit } = member.job;
  const mostBytes = sizeBytes(bodySizeLimit) || undefined;
  const settled = Date.now() + Math.min(SETTLING_MS, timeoutMs);
  let last: Answer | undefined;
  const federated = await until({ timeoutMs }, async () => {
    const since = Date.now();
    last = await connection.request({ path, mostBytes });
    const { status, body } = last;
    const samples = status === 200 ? samplesIn(body) : 0;
    if (samples > 0) return { samples, tookMs: Date.now() - since };
    const wait = status === 200 || NOT_YET.includes(status);
    const settling = (status === 401 || status === 403) && Date.now() < settled;
    if (!wait && !settling) throw unproven(member, last);
    return undefined;
  });
  if (federated) return federated;
  throw last ? unproven(member, last) : new Error('nothing was asked');
}

/** The failure that an answer to the federation request is. */
function unproven({ name, reader }: Member, { status, body }: Answer): ClusterFailure {
  const found = `found ${answered(status, body)}`;
  const apply = `run promfleet apply --only ${name}`;
  switch (status) {
    case 200:
      return new ClusterFailure(
        'refused',
        `the federation request brings no samples, found ${body === '' ? 'an empty answer' : answered(status, body)}, check federation.match, and that the Prometheus there scrapes`,
      );
    case 401:
      return new ClusterFailure(
        'unauthenticated',
        `the API server does not accept the credential, ${found}, check the clocks, and that no proxy before it ends TLS: with one, write auth: { type: serviceAccountToken }`,
      );
    case 403:
      return new ClusterFailure(
        'forbidden',
        `the federation request is refused, ${found}, check the RoleBinding ${reader.name} of ${reader.namespace}`,
      );
    case 404:
      return new ClusterFailure(
        'not-found',
        `there is no ${reader.resourceName} in ${reader.namespace}, or it has another prefix, ${found}, ${apply}`,
      );
    default:
      return new ClusterFailure(
        'refused',
        `the Prometheus does not answer, ${found}, ${apply} and look at its pods`,
      );
  }
}

function limits({ job }: Member, samples: number, tookMs: number): string[] {
  return [
    ...(samples > job.sampleLimit
      ? [`the hub will refuse more than federation.sampleLimit of ${job.sampleLimit} samples`]
      : []),
    ...(tookMs > durationMs(job.timeout)
      ? [`took ${(tookMs / 1000).toFixed(1)} s, over federation.timeout of ${job.timeout}`]
      : []),
  ];
}
