import { type CheckedRight, difference, differs, identityOf } from '../../live/access/check-rights';
import { spoken } from '../../live/access/spoken';
import type { Right } from '../../model/reader-rights';
import type { Member } from '../../model/types';
import type { paint } from '../io';

/** A member, and what its reader may do. */
export interface ClusterRights {
  readonly member: Member;
  readonly rights: readonly CheckedRight[];
}

export interface TextOptions {
  readonly colours: ReturnType<typeof paint>;
  /** Whether API servers were asked. */
  readonly checked: boolean;
}

/** The requests that the hub makes, as method and URL. */
export const requestsOf = ({ job, remoteRead }: Member): string[] => [
  `GET https://${job.target}${job.path}`,
  ...(remoteRead ? [`POST https://${job.target}${remoteRead.path}`] : []),
];

/** What readers may do as people read it, with the commands that ask it by hand. */
export const rightsText = (all: readonly ClusterRights[], options: TextOptions): string =>
  all.map((one) => `${lines(one, options).join('\n')}\n`).join('\n');

function lines({ member, rights }: ClusterRights, options: TextOptions): string[] {
  const { name, reader } = member;
  const { user } = identityOf(reader.subject);
  const part = (meant: boolean) =>
    rights
      .filter((right) => right.meant === meant)
      .map((right) => `    ${line(right, member, options)}`);
  const [failure, ...others] = new Set(rights.flatMap((right) => right.failure ?? []));
  const unknown = failure !== undefined && others.length === 0;
  return [
    options.colours.bold(`${name}: the hub is ${user}`),
    ...requestsOf(member).map((request) => `  ${request}`),
    `  by the Role ${reader.name} of ${reader.namespace}: ${reader.verbs.join(' and ')} services/proxy of ${reader.resourceName}`,
    `  through the API server${portOf(member)}`,
    ...policyOf(member),
    ...frontOf(member),
    // Of what nothing is known there is one reason.
    ...(unknown ? [options.colours.red(`  cannot be asked: ${failure}`)] : []),
    '  it may',
    ...part(true),
    '  it may not',
    ...part(false),
  ];
}

/** Of an existing Prometheus only its Service's port is known. */
const portOf = ({ monitor }: Member) =>
  monitor ? `, which asks port ${(monitor.server.front ?? monitor.server).port} of its pods` : '';

/** The NetworkPolicy that lets proxied requests in; of an existing Prometheus its owner has one, or none. */
const policyOf = ({ monitor }: Member): string[] =>
  monitor?.server.networkPolicies
    ? [
        `  let in by the NetworkPolicy ${monitor.server.name} of ${monitor.server.namespace} from ${monitor.apiServerCidrs?.join(', ') ?? 'anywhere'}`,
      ]
    : [];

/** What a front lets through, which no API server knows of. */
const frontOf = ({ monitor }: Member): string[] =>
  monitor?.server.front
    ? [
        `  where kube-rbac-proxy lets it through to ${monitor.server.front.paths.join(' and ')} alone`,
      ]
    : [];

function line(
  checkedRight: CheckedRight,
  member: Member,
  { colours, checked }: TextOptions,
): string {
  const { right, found } = checkedRight;
  if (!checked) return commandOf(right, member);
  if (found === undefined) return colours.yellow(`?       ${spoken(right)}`);
  return differs(checkedRight)
    ? colours.red(`wrong   ${difference(checkedRight)}`)
    : `${colours.green('ok')}      ${spoken(right)}`;
}

/** How kubectl asks the same. */
function commandOf(right: Right, { kubeContext, reader }: Member): string {
  const { verb, resource, subresource, name, namespace } = right;
  const { user } = identityOf(reader.subject);
  return [
    `kubectl --context ${kubeContext} auth can-i ${verb} ${resource}${name === undefined ? '' : `/${name}`}`,
    ...(subresource === undefined ? [] : [`--subresource=${subresource}`]),
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    `--as=${user}`,
  ].join(' ');
}
