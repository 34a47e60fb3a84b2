import type { CredentialItem, Fleet, Member } from '../../model/types';
import { podAsker } from '../client/ask-pods';
import { ClusterFailure } from '../client/failure';
import type { Kubeconfig } from '../client/kubeconfig';
import { Resources } from '../client/resources';
import type { Contents } from '../credentials/credential';
import { contentsIn } from '../credentials/deliver/delivery';
import { askReplicas } from '../status/ask-replicas';
import { credentialStatus, readSecrets, type SecretData } from '../status/credentials';
import { mergedJob } from '../status/merge';
import { explain, type ScrapeErrorCode, withoutUrl } from '../status/scrape-error';
import type { CredentialStatus, MergedJob } from '../status/types';
import type { Step } from './stations';
import { STEPS } from './stations';
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
  const what = `the hub ${fleet.hub.cluster} does not answer`;
  const close: (() => void)[] = [];
  const asked = async <Result>(ask: (resources: Resources) => Promise<Result>) => {
    try {
      const connection = kubeconfig.connection(fleet.hub.kubeContext);
      close.push(() => connection.close());
      return await within(timeoutMs, what, ask(new Resources(connection)));
    } catch (error) {
      if (!(error instanceof ClusterFailure)) throw error;
      return { failure: `the hub ${fleet.hub.cluster}: ${error.message}` };
    }
  };
  try {
    const [credential, job] = await Promise.all([
      asked((resources) => secretOf(question, resources)),
      asked((resources) => jobOf(question, resources)),
    ]);
    return { credential, job };
  } finally {
    for (const end of close) end();
  }
}

async function secretOf({ fleet, member }: HubQuestion, resources: Resources): Promise<SecretView> {
  const { credentials } = member.job;
  const data = await readSecrets([member], fleet.hub.server.namespace, resources, 1);
  return {
    status: credentialStatus(credentials, data, Date.now()),
    contents: contentsIn(credentials.items, (item) => textOf(data, credentials.secretName, item)),
  };
}

const textOf = (secrets: SecretData, name: string, { key }: CredentialItem) => {
  const base64 = secrets.get(name)?.[key];
  return base64 && Buffer.from(base64, 'base64').toString();
};

async function jobOf(
  { fleet, member, kubeconfig, timeoutMs }: HubQuestion,
  resources: Resources,
): Promise<JobView> {
  const { kubeContext, server } = fleet.hub;
  const connection = kubeconfig.connection(kubeContext);
  try {
    const asker = podAsker(kubeconfig, kubeContext, connection, timeoutMs);
    const { namespace, port } = server;
    const ask = (pod: string) => asker({ namespace, pod, port });
    const { answers } = await askReplicas(fleet.hub, resources, ask);
    const aheadMs = Math.max(...answers.map(({ at }) => at)) - Date.now();
    return { ...mergedJob(member.name, answers), aheadMs };
  } finally {
    connection.close();
  }
}

/** Where the hub's request breaks off, by its error; absent: nothing can be said of it. */
const BREAKS_AT: Readonly<Partial<Record<ScrapeErrorCode, Step>>> = {
  'credential-missing': 'job',
  unresolved: 'DNS',
  unreachable: 'TCP',
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
