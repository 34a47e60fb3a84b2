import { askRights, isAsMeant, meantRights } from '../../live/access/check-rights';
import { sideBySide } from '../../live/client/side-by-side';
import { loadFleet } from '../../synth/load';
import { choose } from '../access';
import { clusterProgress } from '../cluster-progress';
import { EXIT, type ExitCode } from '../exit';
import { type Io, paint } from '../io';
import { noSuchCluster } from '../no-such-cluster';
import { refused } from '../refused';
import { report } from '../report';
import type { RightsOptions } from './options';
import { type ClusterRights, requestsOf, rightsText } from './text';

/** Says what the hub may do on the members that are chosen; with `--check`, whether it is so. */
export async function rightsCommand(options: RightsOptions, io: Io): Promise<ExitCode> {
  const { cluster, check, output } = options;
  const only = cluster === undefined ? options.only : [cluster];
  const asked = check ? await checked({ ...options, only }, io) : meant({ ...options, only }, io);
  if (typeof asked === 'number') return asked;
  const ok = asked.every(({ rights }) => isAsMeant(rights));
  io.stdout.write(
    output === 'json'
      ? `${JSON.stringify({ ok, clusters: asked.map(jsonOf) }, null, 2)}\n`
      : rightsText(asked, { colours: paint(io.stdout, io.env), checked: check === true }),
  );
  return ok ? EXIT.ok : EXIT.problems;
}

/** What the fleet file says, for which no kubeconfig is read. */
function meant(options: RightsOptions, io: Io): ClusterRights[] | ExitCode {
  const { fleet, ...read } = loadFleet(options.fleet);
  if (!fleet) return report(read, io, options);
  const names = fleet.members.map(({ name }) => name);
  const [cluster] = options.cluster === undefined ? [] : [options.cluster];
  if (cluster !== undefined && !names.includes(cluster)) {
    return refused(noSuchCluster(cluster, names), EXIT.usage, options, io);
  }
  return fleet.members
    .filter(({ name }) => cluster === undefined || name === cluster)
    .map((member) => ({ member, rights: meantRights(member) }));
}

async function checked(options: RightsOptions, io: Io): Promise<ClusterRights[] | ExitCode> {
  const chosen = choose(options, io);
  if (typeof chosen === 'number') return chosen;
  const { members, kubeconfig, parallel } = chosen;
  const progress = clusterProgress(io, members.length);
  const found = await sideBySide(members, parallel, async (member) => {
    progress.at(member.name, 'is asked');
    const rights = await askRights(member, kubeconfig);
    progress.done(member.name, isAsMeant(rights));
    return { member, rights };
  });
  progress.clear();
  return found;
}

function jsonOf({ member, rights }: ClusterRights) {
  const { name, reader, kubeContext } = member;
  const { subject, verbs, namespace, resourceName } = reader;
  return {
    cluster: name,
    kubeContext,
    subject,
    role: { name: reader.name, namespace, verbs, resourceNames: [resourceName] },
    requests: requestsOf(member),
    rights,
  };
}
