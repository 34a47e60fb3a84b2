import { durationMs } from '../../language/duration';
import { ClusterFailure } from '../../live/client/failure';
import { sideBySide } from '../../live/client/side-by-side';
import { connect } from '../../live/credentials/connect';
import { clusterDelivery } from '../../live/credentials/deliver/cluster';
import type { Delivery } from '../../live/credentials/deliver/delivery';
import { externalSecretDelivery } from '../../live/credentials/deliver/external-secret';
import { fileDelivery } from '../../live/credentials/deliver/file';
import { endsOfRevoked } from '../../live/credentials/ends/found';
import { recordEnds } from '../../live/credentials/ends/record';
import { openHub } from '../../live/credentials/hub';
import { revoke } from '../../live/credentials/revoke';
import { type Chosen, choose } from '../access';
import { canAsk, confirmed } from '../ask';
import { clusterProgress } from '../cluster-progress';
import { EXIT, type ExitCode } from '../exit';
import { onInterrupt } from '../interrupt';
import type { Io } from '../io';
import { refused } from '../refused';
import { misuse } from './misuse';
import type { ConnectCommandOptions } from './options';
import { reportOutcomes } from './report';

/** Connects the members that are chosen, or revokes the clusters that are named. */
export async function connectCommand(options: ConnectCommandOptions, io: Io): Promise<ExitCode> {
  const wrong = misuse(options);
  if (wrong !== undefined) return refused(wrong, EXIT.usage, options, io);
  const chosen = choose(options, io);
  if (typeof chosen === 'number') return chosen;
  try {
    return options.revoke
      ? await revokeNamed(options.revoke, options, chosen, io)
      : await connectMembers(options, chosen, io);
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return refused(error.message, EXIT.problems, options, io);
  }
}

async function connectMembers(
  options: ConnectCommandOptions,
  { fleet, members, kubeconfig, parallel }: Chosen,
  io: Io,
): Promise<ExitCode> {
  const { renew = false, force = false, dryRun = false, within, timeout, signingTimeout } = options;
  const close: (() => void)[] = [];
  const progress = clusterProgress(io, members.length);
  const release = onInterrupt(io, progress.clear, 'what was delivered stays, connect again');
  try {
    const { outcomes, notes } = await connect({
      fleet,
      members,
      kubeconfig,
      parallel,
      progress,
      renew,
      force,
      dryRun,
      delivery: await delivery(),
      withinMs: within === undefined ? undefined : durationMs(within),
      timeoutMs: durationMs(timeout),
      signingTimeoutMs: durationMs(signingTimeout),
    });
    progress.clear();
    return reportOutcomes({ outcomes, notes }, options, io);
  } finally {
    release();
    for (const end of close) end();
  }

  async function delivery(): Promise<Delivery> {
    const { to, dir, store, storeKind } = options;
    if (to === 'file') return fileDelivery(dir ?? '', io.env);
    const connection = kubeconfig.connection(fleet.hub.kubeContext);
    close.push(() => connection.close());
    const secrets = await openHub(fleet.hub, connection, { force, dryRun });
    return to === 'cluster'
      ? clusterDelivery(fleet.hub, secrets)
      : externalSecretDelivery(fleet.hub, secrets, { name: store ?? '', kind: storeKind }, force);
  }
}

async function revokeNamed(
  names: readonly string[],
  options: ConnectCommandOptions,
  { fleet, kubeconfig, parallel }: Chosen,
  io: Io,
): Promise<ExitCode> {
  const { yes, dryRun = false, timeout } = options;
  const question = `End the credentials of ${names.join(', ')}?`;
  if (!yes && !dryRun && !(canAsk(io) && (await confirmed(question, io)))) {
    const why = canAsk(io) ? 'nothing was revoked' : '--revoke asks on a terminal, or needs --yes';
    throw new ClusterFailure('refused', why);
  }
  const connection = kubeconfig.connection(fleet.hub.kubeContext);
  try {
    const secrets = await openHub(fleet.hub, connection, { force: false, dryRun: true });
    const timeoutMs = durationMs(timeout);
    const outcomes = await sideBySide([...new Set(names)], parallel, (name) =>
      revoke(name, { fleet, kubeconfig, secrets, timeoutMs, dryRun }),
    );
    const clusters = new Set(fleet.members.map(({ name }) => name));
    const found = endsOfRevoked(outcomes);
    const { note } =
      found.size > 0
        ? await recordEnds(fleet.hub, secrets.resources, { clusters, found })
        : { note: undefined };
    return reportOutcomes({ outcomes, notes: note === undefined ? [] : [note] }, options, io);
  } finally {
    connection.close();
  }
}
