import type { Fleet, Member } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import type { Kubeconfig } from '../client/kubeconfig';
import { Resources } from '../client/resources';
import type { Contents } from '../credentials/credential';
import { contentsIn } from '../credentials/deliver/delivery';
import { textIn } from '../credentials/deliver/hub-secrets';
import { askReplicas, hubAsker } from '../status/ask-replicas';
import { credentialStatus, readSecrets } from '../status/credentials';
import { mergedJob } from '../status/merge';
import { explain, type ScrapeErrorCode, withoutUrl } from '../status/scrape-error';
import type { CredentialStatus, MergedJob } from '../status/types';
import { STEPS, type Step } from './stations';
import { within } from './within';

/** What the hub has of a member, and what it says of it. */
export interface HubView {
  readonly credential: SecretView | Unseen;
  readonly job: JobView | Unseen;
}

/** Why something of the hub is not known. */
export interface Unseen {
  readonly failure: string;
}

export interface SecretView {
  readonly status: CredentialStatus;
  /** Absent where something of it is missing. */
  readonly contents?: Contents;
}

export interface JobView extends MergedJob {
  /** Milliseconds that the hub's clock is ahead of this machine's. */
  readonly aheadMs: number;
}

export interface HubQuestion {
  readonly fleet: Fleet;
  readonly member: Member;
  readonly kubeconfig: Kubeconfig;
  readonly timeoutMs: number;
}

/** Asks the hub for a member's credential, and its Prometheus for its job; neither fails. */
export async function viewOfHub(question: HubQuestion): Promise<HubView> {
  const { fleet, kubeconfig, timeoutMs } = question;
  const { cluster, kubeContext } = fleet.hub;
  const unseen = (error: unknown): Unseen => {
    if (error instanceof ClusterFailure) return { failure: `the hub ${cluster}: ${error.message}` };
    throw error;
  };
  const bounded = <Result>(work: Promise<Result>) =>
    within(timeoutMs, `the hub ${cluster} does not answer`, work).catch(unseen);
  try {
    const connection = kubeconfig.connection(kubeContext);
    const [credential, job] = await Promise.all([
      bounded(secretOf(question, connection)),
      bounded(jobOf(question, connection)),
    ]).finally(() => connection.close());
    return { credential, job };
  } catch (error) {
    const failure = unseen(error);
    return { credential: failure, job: failure };
  }
}

async function secretOf(
  { fleet, member }: HubQuestion,
  connection: ApiConnection,
): Promise<SecretView> {
  const { items, secretName } = member.job.credentials;
  const { namespace } = fleet.hub.server;
  const secrets = await readSecrets([member], namespace, new Resources(connection), 1);
  const data = secrets.get(secretName);
  return {
    status: credentialStatus(member.job.credentials, secrets, Date.now()),
    contents: contentsIn(items, ({ key }) => textIn({ data }, key)),
  };
}

async function jobOf(
  { fleet: { hub }, member, kubeconfig, timeoutMs }: HubQuestion,
  connection: ApiConnection,
): Promise<JobView> {
  const ask = hubAsker(hub, kubeconfig, connection, timeoutMs);
  const { answers } = await askReplicas(hub, new Resources(connection), ask);
  const aheadMs = Math.max(...answers.map(({ at }) => at)) - Date.now();
  return { ...mergedJob(member.name, answers), aheadMs };
}

/** Where the hub's request breaks off, by its error; absent: nothing can be said of it. */
const BREAKS_AT: Readonly<Partial<Record<ScrapeErrorCode, Step>>> = {
  'credential-missing': 'job',
  unresolved: 'DNS',
  unreachable: 'TCP',
  proxy: 'TCP',
  'not-tls': 'TLS',
  'certificate-expired': 'TLS',
  'certificate-not-yet-valid': 'TLS',
  'other-name': 'TLS',
  untrusted: 'TLS',
  'certificate-refused': 'TLS',
  unauthenticated: 'authentication',
  forbidden: 'authorisation',
  'not-found': 'Service',
  'no-endpoints': 'endpoints',
  redirected: 'federation',
  refused: 'federation',
  'not-metrics': 'federation',
  'sample-limit': 'limits',
  'body-size-limit': 'limits',
  'label-limit': 'limits',
  clock: 'clock',
};

/** What the hub's last request says of a step. */
export interface Hearsay {
  /** `passed`, `broken`, or unknown: it was not asked, or its error does not tell. */
  readonly verdict: 'passed' | 'broken' | 'unknown';
  readonly code?: ScrapeErrorCode;
  /** As Prometheus has it. */
  readonly said?: string;
}

/** What the hub's last request to a member says of a step. */
export function hearsay({ job }: HubView, step: Step): Hearsay {
  if ('failure' in job || job.state?.up === undefined) return { verdict: 'unknown' };
  if (job.state.up) return { verdict: 'passed' };
  const { code, text } = explain(job.state.lastError);
  const said = withoutUrl(text);
  const at = BREAKS_AT[code];
  if (at === undefined) return { verdict: 'unknown', code, said };
  const order = STEPS.indexOf(at) - STEPS.indexOf(step);
  return { verdict: order === 0 ? 'broken' : order > 0 ? 'passed' : 'unknown', code, said };
}
