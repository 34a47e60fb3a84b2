import { type Diagnostic, error } from '../../diagnostics';
import { defaultUser } from '../access';
import type { Fleet, Hub, Member } from '../types';

/** Names of who the hub is on a member, as far as other names follow from them. */
export const checkAccounts = ({ hub, members }: Fleet): Diagnostic[] =>
  members.flatMap((member) => ofMember(member, hub));

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const LONGEST_NAME = 253;

/** https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1 (ub-common-name) */
const LONGEST_COMMON_NAME = 64;

function ofMember({ reader: { subject }, monitor, place }: Member, hub: Hub): Diagnostic[] {
  const { kind, name } = subject;
  if (kind === 'User') {
    if (name.length <= LONGEST_COMMON_NAME) return [];
    const path = name === defaultUser(hub.cluster) ? hub.place('cluster') : place('auth', 'user');
    const message = `too long for the common name of a certificate, found ${JSON.stringify(name)}, write an \`auth.user\` of at most ${LONGEST_COMMON_NAME} characters`;
    return [error('out-of-range', path, message)];
  }
  const path = place('auth', 'serviceAccount');
  const beyond = (subject.tokenSecret ?? name).length - LONGEST_NAME;
  if (beyond > 0) {
    const longest = name.length - beyond;
    const message = `too long for the name of its Secret, found ${name.length} characters, write at most ${longest}`;
    return [error('out-of-range', path, message)];
  }
  const taken = monitor && [monitor.server, ...Object.values(monitor.exporters)];
  const other = taken?.find((one) => one.name === name && one.namespace === subject.namespace);
  if (!other) return [];
  const message = `a part of the monitor runs as this account, found "${name}", write another name`;
  return [error('duplicate-object', path, message)];
}
