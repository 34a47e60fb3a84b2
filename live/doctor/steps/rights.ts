import { identityOf } from '../../access/check-rights';
import { statusOf } from '../../client/failure';
import { hubsWay } from '../../credentials/place';
import { hearsay } from '../hub-view';
import { rightsOf } from '../member-view';
import type { Patient } from '../patient';
import type { Outcome } from '../types';
import { broken, hubSays, ok, unanswered, unknown } from './outcome';

/** Whether the API server knows who asks. */
export async function authentication(patient: Patient): Promise<Outcome> {
  const { verdict, said } = hearsay(await patient.hub, 'authentication');
  const reply = await patient.reply();
  const answer = reply && 'answer' in reply ? reply.answer : undefined;
  if (answer && answer.status !== 200 && !answer.auditId && !statusOf(answer.body)) {
    return broken(
      'something-between',
      `${hubsWay(patient.member).server} is answered with ${answer.status} without an Audit-Id`,
      hubSays(said),
    );
  }
  if (answer?.status === 401 && statusOf(answer.body)) {
    return refused(patient, 'this machine gets 401 with the same credential');
  }
  if (answer) return ok(`as ${identityOf(patient.member.reader.subject).user}`);
  if (verdict === 'broken') return refused(patient, hubSays(said));
  if (verdict === 'passed') return ok('the hub is known there');
  return unknown(unanswered(reply));
}

async function refused({ hub }: Patient, found: string | undefined): Promise<Outcome> {
  const { credential } = await hub;
  const { expires } = 'status' in credential ? credential.status : {};
  return expires !== undefined && Date.parse(expires) <= Date.now()
    ? broken('credential-expired', `it ended at ${expires}`, found)
    : broken('credential-refused', found);
}

/** Whether the reader may do what the hub does. */
export async function authorisation(patient: Patient): Promise<Outcome> {
  const { verdict, said } = hearsay(await patient.hub, 'authorisation');
  const reply = await patient.reply();
  const answer = reply && 'answer' in reply ? reply.answer : undefined;
  const status = answer && statusOf(answer.body);
  if (answer?.status === 403 && status) return forbidden(patient, status.message ?? '403');
  if (answer)
    return ok(
      `${patient.member.reader.verbs.join(' and ')} services/proxy of ${patient.member.reader.resourceName}`,
    );
  if (verdict === 'broken') return forbidden(patient, hubSays(said));
  return verdict === 'passed' ? ok('the hub is let through') : unknown(unanswered(reply));
}

/** Which of the objects that give the right is not as it has to be. */
async function forbidden(patient: Patient, said: string | undefined): Promise<Outcome> {
  const { member, objects, notes } = patient;
  const { reader } = member;
  const seen = await objects
    .see((resources) => rightsOf(member, resources))
    .catch((error: Error) => {
      notes.add(`the Role and RoleBinding of ${member.name} could not be read: ${error.message}`);
      return undefined;
    });
  if (!seen) return broken('forbidden', said);
  const { binding, role } = seen;
  const named = `${reader.name} of ${reader.namespace}`;
  if (!binding) return broken('rolebinding-missing', `no RoleBinding ${named}`, said);
  const { subject } = reader;
  const isBound = binding.subjects?.some(
    ({ kind, name, namespace }) =>
      kind === subject.kind &&
      name === subject.name &&
      (subject.kind === 'User' || namespace === subject.namespace),
  );
  const { roleRef } = binding;
  if (!isBound || roleRef.kind !== 'Role' || roleRef.name !== reader.name) {
    const subjects =
      binding.subjects?.map(({ kind, name }) => `${kind} ${name}`).join(', ') || 'nobody';
    return broken(
      'rolebinding-differs',
      `RoleBinding ${named} gives ${subjects} the ${roleRef.kind} ${roleRef.name}`,
      said,
    );
  }
  if (!role) return broken('role-missing', `no Role ${named}`, said);
  const allows = role.rules?.some(
    ({ apiGroups, resources, resourceNames, verbs }) =>
      has(apiGroups, '') &&
      has(resources, 'services/proxy') &&
      (!resourceNames?.length || resourceNames.includes(reader.resourceName)) &&
      reader.verbs.every((verb) => has(verbs, verb)),
  );
  if (allows) return broken('forbidden', said);
  const names = role.rules?.flatMap(
    ({ resourceNames, verbs }) => `${verbs.join(', ')} of ${resourceNames?.join(', ') || 'all'}`,
  );
  return broken(
    'role-differs',
    `Role ${named} allows ${names?.join('; ') || 'nothing'}, and it takes ${reader.verbs.join(', ')} of ${reader.resourceName}`,
    said,
  );
}

const has = (all: readonly string[] | null | undefined, one: string) =>
  all?.some((each) => each === one || each === '*') ?? false;
