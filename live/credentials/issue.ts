import type { Issue } from '../../model/credential-annotations';
import type { Member } from '../../model/types';
import type { Lifetime } from './credential';

/** The annotation about a member's credentials. */
export function issueOf({ kubeContext, reader }: Member, { issued, expires }: Lifetime): string {
  const { name, namespace, subject } = reader;
  const time = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
  const issue: Issue = {
    type: subject.kind === 'User' ? 'clientCertificate' : 'serviceAccountToken',
    issued: time(issued),
    expires: expires === undefined ? undefined : time(expires),
    kubeContext,
    roleBinding: `${namespace}/${name}`,
    tokenSecret:
      subject.kind === 'ServiceAccount' && subject.tokenSecret
        ? `${namespace}/${subject.tokenSecret}`
        : undefined,
  };
  return JSON.stringify(issue);
}
