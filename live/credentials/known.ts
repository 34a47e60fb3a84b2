import { z } from 'zod';
import { type Issue, issueAnnotation } from '../../model/credential-annotations';
import { credentials } from '../../model/statestore';
import type { CredentialItem, Hub, Member } from '../../model/types';
import type { Contents } from './credential';
import { contentsIn } from './deliver/delivery';
import { sourceName } from './deliver/external-secret';
import { type HubSecret, type HubSecrets, textIn } from './deliver/hub-secrets';

/** What is known of a member's credential, from the fleet file or, where it has left, from the hub. */
export interface Known {
  readonly cluster: string;
  /** Absent where it has left the fleet file. */
  readonly member?: Member;
  readonly kubeContext: string;
  /** As `namespace/name`. */
  readonly roleBinding: string;
  readonly tokenSecret?: string;
  /** Secrets of the hub that hold it. */
  readonly secrets: readonly string[];
  /** Its keys in the Secret that the hub's Prometheus mounts. */
  readonly keys: readonly string[];
  /** The credential itself; absent where the hub does not have all of it. */
  readonly contents?: Contents;
}

const issue = z.object({
  type: z.enum(['clientCertificate', 'serviceAccountToken']),
  issued: z.string(),
  expires: z.string().optional(),
  kubeContext: z.string(),
  roleBinding: z.string(),
  tokenSecret: z.string().optional(),
}) satisfies z.ZodType<Issue>;

/** What the hub's Secrets say of a cluster's credential; undefined where it has none. */
function issueIn(secret: HubSecret, cluster: string): Issue | undefined {
  const text = secret.metadata.annotations?.[issueAnnotation(cluster)];
  if (text === undefined) return undefined;
  try {
    return issue.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Finds what a cluster was given, by the annotations of the hub's Secrets and by the fleet file.
 *
 * @param member - absent where it has left the fleet file
 * @returns undefined where nothing is known of it
 */
export async function known(
  cluster: string,
  hub: Hub,
  member: Member | undefined,
  secrets: HubSecrets,
): Promise<Known | undefined> {
  const annotated = (await secrets.list()).flatMap((secret) => {
    const found = issueIn(secret, cluster);
    return found ? [{ secret, found }] : [];
  });
  const [first] = annotated;
  if (!member && !first) return undefined;
  const type = first?.found.type ?? (member?.job.credentials.tokenFile ? TOKEN : CERTIFICATE);
  const items = member?.job.credentials.items ?? itemsOf(cluster, hub, type);
  const own = member && (await secrets.read(member.job.credentials.secretName));
  const all = [...annotated.map(({ secret }) => secret), ...(own ? [own] : [])];
  const contents = all.map((secret) => contentsOf(cluster, secret, items)).find((found) => found);
  const subject = member?.reader.subject;
  const token = subject?.kind === 'ServiceAccount' ? subject.tokenSecret : undefined;
  return {
    cluster,
    member,
    kubeContext: member?.kubeContext ?? first?.found.kubeContext ?? cluster,
    roleBinding: member
      ? `${member.reader.namespace}/${member.reader.name}`
      : (first?.found.roleBinding ?? ''),
    tokenSecret: member ? token && `${member.reader.namespace}/${token}` : first?.found.tokenSecret,
    secrets: [...new Set(all.map(({ metadata }) => metadata.name))],
    keys: items.map(({ key }) => key),
    contents,
  };
}

const TOKEN = 'serviceAccountToken';
const CERTIFICATE = 'clientCertificate';

/** The keys that a cluster has by default, in the hub's layout. */
function itemsOf(name: string, hub: Hub, type: Issue['type']): readonly CredentialItem[] {
  const statestoreLayout = hub.statestoreSecrets ? 'shared' : 'perCluster';
  const { statestore, server } = hub;
  const layout = { statestore, statestoreLayout, release: server.release } as const;
  return credentials({ name, auth: { type } }, layout).items;
}

/** As the Secret that is mounted has them, or the one that is pushed to a store. */
function contentsOf(
  cluster: string,
  secret: HubSecret,
  items: readonly CredentialItem[],
): Contents | undefined {
  const isSource = secret.metadata.name === sourceName({ name: cluster });
  return contentsIn(items, ({ key, content }) => textIn(secret, isSource ? content : key));
}
