import { IMMUTABLE, wayToReplace } from '../../output/immutable/fields';
import { fieldAt } from '../../yaml/mapping';
import type { ClusterFailure } from '../client/failure';
import type { KubeObject } from '../client/resources';
import { listed } from '../listed';
import { contains } from './content';
import { nameOf } from './object-name';

/** An object that could not be applied. */
export interface Refused {
  readonly object: KubeObject;
  /** As it is on the cluster; absent where it is not, or nobody knows. */
  readonly live?: KubeObject;
  readonly failure: ClusterFailure;
}

/** What is said of objects that were refused: a line for each cause, with what would help. */
export function explained(refused: readonly Refused[]): string[] {
  const byCause = new Map<string, string[]>();
  for (const one of refused) {
    if (FORBIDDEN.test(one.failure.message)) continue;
    const cause = causeOf(one);
    byCause.set(cause, [...(byCause.get(cause) ?? []), nameOf(one.object)]);
  }
  return [
    ...forbiddenLines(refused),
    ...[...byCause].map(([cause, names]) => `${listed(names)}: ${cause}`),
  ];
}

/** A line for everything that a user may not do: what is missing is one ClusterRole. */
function forbiddenLines(refused: readonly Refused[]): string[] {
  const resources = new Map<string, Set<string>>();
  for (const { failure } of refused) {
    const [, user, verb, resource = ''] = FORBIDDEN.exec(failure.message) ?? [];
    if (user === undefined) continue;
    const who = `${user} may not ${verb}`;
    resources.set(who, (resources.get(who) ?? new Set()).add(resource));
  }
  return [...resources].map(([who, all]) => forbids(who, [...all].sort().join(', ')));
}

const forbids = (who: string, resources: string) =>
  `${who} ${resources}, allow it or use a context that may`;

const FORBIDDEN = /User "([^"]*)" cannot (\w+) resource "([^"]+)"/;

type Explanation = (found: RegExpExecArray) => string;

/** What API servers say, and what is to be done about it. */
const KNOWN: readonly (readonly [RegExp, Explanation])[] = [
  [
    /in namespace (\S+) because it is being terminated/,
    ([, name]) =>
      `its namespace is being deleted, wait until kubectl get namespace ${name} finds none, and apply again`,
  ],
  [
    /namespaces "([^"]+)" not found/,
    ([, name]) => `there is no namespace ${name}, make it, or set createNamespace`,
  ],
  [
    /exceeded quota: ([^,]+)/,
    ([, name]) => `the quota ${name} of the namespace is used up, raise it`,
  ],
  [
    /admission webhook "([^"]+)" denied the request:? ?(.*)/,
    ([, name, why]) =>
      `the admission webhook ${name} denies it${why && `: ${why}`}, allow it there`,
  ],
  [
    /failed calling webhook "([^"]+)"/,
    ([, name]) => `the admission webhook ${name} does not answer, repair or remove it`,
  ],
  [
    /attempting to grant RBAC permissions not currently held/,
    () => 'you may not give away rights that you lack, have a cluster administrator apply it',
  ],
  [FORBIDDEN, ([, user, verb, resource = '']) => forbids(`${user} may not ${verb}`, resource)],
];

function causeOf({ object, live, failure }: Refused): string {
  return immutableChange(object, live, failure.message) ?? explainedFailure(failure);
}

/** A failure with what would help, where more is known of it than the API server says. */
export function explainedFailure({ message }: ClusterFailure): string {
  for (const [pattern, explain] of KNOWN) {
    const found = pattern.exec(message);
    if (found) return explain(found);
  }
  return message;
}

/** What Kubernetes refuses to change in place, as `synth` warns of it. */
function immutableChange(
  object: KubeObject,
  live: KubeObject | undefined,
  message: string,
): string | undefined {
  if (!/found 422\b/.test(message)) return undefined;
  const { fields, orphans = false } = IMMUTABLE[object.kind] ?? { fields: [] };
  const changed = fields.filter((field) => {
    const path = field.split('.');
    const [is, wanted] = [fieldAt(live, ...path), fieldAt(object, ...path)];
    return live && (wanted === undefined ? is !== undefined : !contains(is, wanted));
  });
  const says = /immutable|updates to \S+ spec for fields other than|cannot change roleRef/;
  if (changed.length === 0 && !says.test(message)) return undefined;
  const found = changed.length > 0 ? `found another ${changed.join(' and ')}` : message;
  return `cannot be changed in place, ${found}, ${wayToReplace(orphans)}`;
}
