import { matching } from '../../dashboards/matching';
import type { Fleet, Member } from '../../model/types';
import { Renderer } from '../../output/renderer';
import { type Compiler, selectors } from '../../prometheus/match/compile';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import type { KubeContext, Kubeconfig } from '../client/kubeconfig';
import { Resources } from '../client/resources';
import { sideBySide } from '../client/side-by-side';
import type { Progress } from '../progress';
import { applyAccess } from './access';
import { trust } from './authority';
import { requestCertificate } from './certificate';
import { type ServerVersion, skew, versionOf } from './clock';
import { type Credential, spoken } from './credential';
import type { Delivery } from './deliver/delivery';
import { endsOf } from './ends/found';
import { type Connected, failed, type Outcome, type Planned } from './outcome';
import { prove } from './proof';
import { proveAgain, standing } from './standing';
import { obtainToken } from './token';

export interface ConnectOptions {
  readonly fleet: Fleet;
  /** Those to connect. */
  readonly members: readonly Member[];
  readonly kubeconfig: Kubeconfig;
  readonly delivery: Delivery;
  readonly progress: Progress;
  /** Members that are worked on at a time. */
  readonly parallel: number;
  /** Whether what is valid is renewed, too. */
  readonly renew: boolean;
  /** Milliseconds before its end that a credential is renewed; absent: a third of its life. */
  readonly withinMs?: number;
  /** Whether fields and keys are taken from other managers. */
  readonly force: boolean;
  /** Whether it is only said what would be done. */
  readonly dryRun: boolean;
  /** Milliseconds that a member's Prometheus may take until it has samples. */
  readonly timeoutMs: number;
  /** Milliseconds that a cluster may take to sign a certificate or to fill a Secret. */
  readonly signingTimeoutMs: number;
}

/** What came of all members, in their order. */
export interface ConnectResult {
  readonly outcomes: readonly Outcome[];
  /** What people should know besides. */
  readonly notes: readonly string[];
}

/** Gives each member's reader a credential, proves it, and delivers it. */
export async function connect(options: ConnectOptions): Promise<ConnectResult> {
  const { fleet, members, parallel, progress, delivery, dryRun } = options;
  const renderer = new Renderer();
  const match = matching(fleet);
  const outcomes = await sideBySide(members, parallel, async (member) => {
    const outcome = await connectMember(member, { ...options, renderer, match }).catch(
      (error: unknown) => failed(member.name, error),
    );
    progress.done(member.name, outcome.ok);
    return outcome;
  });
  const clusters = new Set(fleet.members.map(({ name }) => name));
  const recorded = dryRun
    ? undefined
    : await delivery.record?.({ clusters, found: endsOf(outcomes) });
  if (outcomes.some(isDelivered) || recorded?.changed) await delivery.finish?.();
  return { outcomes, notes: recorded?.note === undefined ? [] : [recorded.note] };
}

const isDelivered = (outcome: Outcome) => outcome.ok && outcome.action === 'delivered';

interface Shop extends ConnectOptions {
  readonly renderer: Renderer;
  readonly match: Compiler;
}

/** A member, and those who speak for it. */
interface Job {
  readonly member: Member;
  readonly context: KubeContext;
  readonly connection: ApiConnection;
  readonly version: ServerVersion;
}

async function connectMember(member: Member, shop: Shop): Promise<Outcome> {
  const { kubeconfig, progress } = shop;
  const connection = kubeconfig.connection(member.kubeContext);
  const context = kubeconfig.contexts.find(({ name }) => name === member.kubeContext);
  if (!context) throw new ClusterFailure('unauthenticated', `no context ${member.kubeContext}`);
  try {
    progress.at(member.name, 'is asked');
    const version = await versionOf(connection);
    const job = { member, context, connection, version };
    return shop.dryRun ? await plan(job, shop) : await work(job, shop);
  } finally {
    connection.close();
  }
}

async function plan({ member, version }: Job, shop: Shop): Promise<Planned> {
  const { delivery, renew, withinMs } = shop;
  await delivery.check(member);
  const now = version.clock.now();
  const stands = standing(member, await delivery.read(member), now, withinMs);
  const { expirationSeconds } = member.job.credentials;
  const what = typeOf(member);
  const life = expirationSeconds ? ` for ${spoken(expirationSeconds * 1000)}` : '';
  const fresh = (why: string) => `would get a ${what}${life}, as ${why}`;
  const text = !stands.valid
    ? fresh(stands.why)
    : renew
      ? fresh('--renew asks for it')
      : `would keep its ${what}`;
  return { cluster: member.name, ok: true, action: 'planned', plan: text };
}

async function work(job: Job, shop: Shop): Promise<Connected> {
  const { member, context, connection, version } = job;
  const { delivery, progress, renderer, timeoutMs } = shop;
  const match = selectors(shop.match(member));
  await delivery.check(member);
  progress.at(member.name, 'is verified');
  const kubeconfigCa = shop.kubeconfig.ca(member.kubeContext);
  const applied = applyAccess(member, new Resources(connection), renderer, shop.force);
  const [there, trusted] = await Promise.all([
    delivery.read(member),
    trust(member, { context, kubeconfigCa, connection }),
    // The connection is not to be ended under it.
  ]).finally(() => applied.catch(() => undefined));
  await applied;
  const { place } = trusted;
  const ahead = skew(version.clock);
  const common = { cluster: member.name, ok: true, type: typeOf(member) } as const;
  const notes = [...trusted.notes, ...(ahead ? [ahead] : [])];

  const stands = standing(member, there, version.clock.now(), shop.withinMs);
  if (stands.valid && there && !shop.renew) {
    progress.at(member.name, 'is proven');
    const proof = await proveAgain(member, there, { place, match, timeoutMs });
    if (proof) return { ...common, action: 'kept', ...stands.lifetime, proof, notes };
  }

  progress.at(member.name, `makes a ${typeOf(member)}`);
  const made = await obtain(job, shop);
  const credential = { ...made, contents: { ...made.contents, ca: trusted.ca } };
  progress.at(member.name, 'is proven');
  const proof = await prove(member, credential.contents, { place, match, timeoutMs });
  const delivered = await delivery.write(member, credential);
  const { issued, expires } = credential;
  return {
    ...common,
    action: 'delivered',
    issued,
    expires,
    delivered,
    proof,
    notes: [...credential.notes, ...notes],
  };
}

function obtain({ member, connection, version }: Job, shop: Shop): Promise<Credential> {
  const { signingTimeoutMs, fleet } = shop;
  const { subject } = member.reader;
  const { expirationSeconds } = member.job.credentials;
  const patience = { timeoutMs: signingTimeoutMs };
  if (subject.kind === 'ServiceAccount') {
    const { clock } = version;
    return obtainToken(connection, { account: subject, expirationSeconds, clock, patience });
  }
  if (expirationSeconds === undefined) throw new Error(`${member.name}: no end of its certificate`);
  return requestCertificate(connection, {
    ...version,
    user: subject.name,
    expirationSeconds,
    hub: fleet.hub.cluster,
    patience,
  });
}

const typeOf = ({ reader }: Member) =>
  reader.subject.kind === 'User' ? 'client certificate' : 'token';
