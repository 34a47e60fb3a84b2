import { z } from 'zod';
import { allowed, denied, deniedBesides, type Right } from '../../model/reader-rights';
import type { Member, ReaderSubject } from '../../model/types';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure } from '../client/failure';
import type { Kubeconfig } from '../client/kubeconfig';
import { spoken } from './spoken';

/** A right of a reader, and what its API server says of it. */
export interface CheckedRight {
  readonly right: Right;
  /** Whether the reader is meant to have it. */
  readonly meant: boolean;
  /**
   * What was found.
   *
   * @default - it was not asked, or not answered
   */
  readonly found?: boolean;
  /** Why it is not known. */
  readonly failure?: string;
}

/** What a reader is meant to be able to do, and what not, without asking anybody. */
export const meantRights = (member: Pick<Member, 'reader'>): CheckedRight[] => [
  ...allowed(member).map((right) => ({ right, meant: true })),
  ...[...denied(member), ...deniedBesides(member)].map((right) => ({ right, meant: false })),
];

/** Whether all that was asked was answered, and as it is meant. */
export const isAsMeant = (rights: readonly CheckedRight[]): boolean =>
  rights.every((one) => one.failure === undefined && !differs(one));

/** Whether the reader has a right that it is not meant to have, or lacks one that it is. */
export const differs = ({ meant, found }: CheckedRight): boolean =>
  found !== undefined && found !== meant;

/** What is not as it is meant, in words: `list secrets of monitoring: it may`. */
export const difference = ({ right, found }: CheckedRight): string =>
  `${spoken(right)}: it ${found ? 'may' : 'may not'}`;

/** Asks the API server of a member's context; what cannot be asked is said of each right. */
export async function askRights(member: Member, kubeconfig: Kubeconfig): Promise<CheckedRight[]> {
  try {
    const connection = kubeconfig.connection(member.kubeContext);
    try {
      return await checkRights(member, connection);
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return meantRights(member).map((right) => ({ ...right, failure: error.message }));
  }
}

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

/**
 * Asks an API server whether the reader may do what it is meant to, and nothing else. It takes the
 * right to create SubjectAccessReviews; nothing is changed.
 *
 * https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/
 *
 * @throws Error for a bug alone: what cannot be asked is said of each right
 */
const checkRights = (member: Member, connection: ApiConnection): Promise<CheckedRight[]> =>
  Promise.all(
    meantRights(member).map(async (one) => {
      try {
        return { ...one, found: await may(member.reader.subject, one.right, connection) };
      } catch (error) {
        if (!(error instanceof ClusterFailure)) throw error;
        return { ...one, failure: error.message };
      }
    }),
  );

async function may(
  subject: ReaderSubject,
  right: Right,
  connection: ApiConnection,
): Promise<boolean> {
  const { body } = await connection.expect({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: { ...identityOf(subject), resourceAttributes: { ...right, group: '', version: 'v1' } },
    },
  });
  const answer = review.safeParse(body);
  if (!answer.success) throw new ClusterFailure('refused', 'the API server does not say whether');
  return answer.data.status.allowed;
}

/** Who a reader is to its API server, with the groups that it gives whoever it knows. */
export function identityOf(subject: ReaderSubject): { user: string; groups: string[] } {
  const everybody = 'system:authenticated';
  if (subject.kind === 'User') return { user: subject.name, groups: [everybody] };
  const { name, namespace } = subject;
  const accounts = 'system:serviceaccounts';
  return {
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: [accounts, `${accounts}:${namespace}`, everybody],
  };
}
