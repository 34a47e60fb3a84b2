import { z } from 'zod';
import type { Member } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import type { KubeContext } from '../client/kubeconfig';
import { shaped } from '../client/shaped';
import { handshake, presented } from './handshake';
import { hubsWay, kubectlsWay, nameOf, type Place } from './place';

/** Whom the hub is to trust about a member's API server, and the way on which that was tried. */
export interface Trust {
  /** PEM. */
  readonly ca: string;
  readonly place: Place;
  /** URL of the server that was asked in place of the hub's, which is out of reach from here. */
  readonly through?: string;
  readonly notes: readonly string[];
}

/** Where a member's authority can be found. */
export interface AuthoritySources {
  readonly context: KubeContext;
  /** CA of the kubeconfig, PEM; absent where it trusts public authorities or anyone. */
  readonly kubeconfigCa?: string;
  /** As the kubeconfig's user. */
  readonly connection: ApiConnection;
}

const rootCa = z.object({ data: z.object({ 'ca.crt': z.string().optional() }).optional() });
/** Longer bundles are of public authorities, of which a server needs one. */
const MOST_CHARACTERS = 64 * 1024;

/**
 * Finds the CA that the certificate of a member's `server` chains to, by handshakes that verify: that
 * of the kubeconfig, the cluster's own (`kube-root-ca.crt`), or a public one.
 *
 * @throws ClusterFailure if none of them is it
 */
export async function trust(member: Member, sources: AuthoritySources): Promise<Trust> {
  const { job } = member;
  const { context, kubeconfigCa } = sources;
  if (job.insecureSkipVerify) return anyAuthority(member, sources);
  const direct = hubsWay(member);
  const first = await handshake(direct, kubeconfigCa);
  const place = !first.verified && !first.answered ? kubectlsWay(context) : direct;
  if (place !== direct && place.server === direct.server && !direct.proxyUrl) {
    throw outOfReach(direct, first.verified ? '' : first.code);
  }
  const ca = await verifying(place, sources);
  if (ca === undefined) throw await untrusted(member, place);
  if (place === direct) return { ca, place, notes: [] };
  const notes = [`proven through ${place.server}, as ${direct.server} is out of reach from here`];
  const shaken = await handshake(place, ca);
  const { name } = nameOf(direct);
  if (shaken.verified && !shaken.isFor(name)) {
    notes.push(`the certificate there is not for ${name}, which the hub will want`);
  }
  return { ca, place, through: place.server, notes };
}

/** The first authority that a server's certificate verifies against, PEM. */
async function verifying(place: Place, sources: AuthoritySources): Promise<string | undefined> {
  const { kubeconfigCa } = sources;
  if (kubeconfigCa && (await handshake(place, kubeconfigCa)).verified) {
    return kubeconfigCa.length <= MOST_CHARACTERS ? kubeconfigCa : rootAlone(place, kubeconfigCa);
  }
  const own = await clusterCa(sources);
  if (own && own.length <= MOST_CHARACTERS && (await handshake(place, own)).verified) return own;
  return rootAlone(place);
}

/** Of many authorities, the one that this server needs. */
async function rootAlone(place: Place, many?: string): Promise<string | undefined> {
  const shaken = await handshake(place, many);
  if (!shaken.verified) return undefined;
  return (await handshake(place, shaken.root)).verified ? shaken.root : undefined;
}

/**
 * What every namespace is told of the cluster's CA; nothing where the kubeconfig trusts anyone, as
 * then anyone could have said it.
 */
async function clusterCa({ connection, context }: AuthoritySources): Promise<string | undefined> {
  if (context.insecureSkipVerify) return undefined;
  const path = '/api/v1/namespaces/default/configmaps/kube-root-ca.crt';
  const { status, body } = await connection.request({ path });
  if (status >= 300) return undefined;
  return shaped(rootCa, path, body).data?.['ca.crt'];
}

/** Where nothing is verified: the hub needs some file with a CA all the same. */
async function anyAuthority(member: Member, sources: AuthoritySources): Promise<Trust> {
  const direct = hubsWay(member);
  const other = kubectlsWay(sources.context);
  const { verified, ...shaken } = await handshake(direct, sources.kubeconfigCa);
  const reached = verified || !('answered' in shaken) || shaken.answered;
  const place = reached ? direct : other;
  const ca = sources.kubeconfigCa ?? (await clusterCa(sources)) ?? (await rootAlone(place));
  if (ca === undefined) {
    const message = `no CA is known, and the hub needs a file with one even with tls.insecureSkipVerify, write certificate-authority-data in the kubeconfig`;
    throw new ClusterFailure('untrusted', message);
  }
  const notes = verified
    ? ['its certificate verifies, tls.insecureSkipVerify is not needed']
    : ['tls.insecureSkipVerify: whoever answers there gets the credential'];
  return { ca, place, through: reached ? undefined : place.server, notes };
}

async function untrusted(member: Member, place: Place): Promise<ClusterFailure> {
  const name = place.serverName ?? place.host;
  const message =
    `${place.server} cannot be verified as ${name}, neither with the CA of the kubeconfig, nor the cluster's own, nor a public one, ` +
    `found ${await presented(place)}, ${member.job.serverName ? 'correct' : 'write'} tls.serverName in the fleet file if it is for another name, or give its CA in the kubeconfig`;
  return new ClusterFailure('untrusted', message);
}

const outOfReach = ({ server }: Place, code: string) =>
  new ClusterFailure(
    'unreachable',
    `${server} of the fleet file cannot be reached, found ${code}, check the address, VPN and firewalls`,
  );
