import { statusOf } from '../../client/failure';
import { hearsay } from '../hub-view';
import { proxied, type Service, serviceOf } from '../member-view';
import { policiesOf } from '../network-policies';
import type { Patient } from '../patient';
import { notReady, podsOf, targetPort } from '../pods';
import type { Outcome } from '../types';
import { broken, hubSays, ok, unanswered, unknown } from './outcome';

/** What API servers say when they cannot pass a request on. */
const SAYS = {
  port: /no service port .* found for service/,
  endpoints: /no endpoints available for service/,
  unreached: /error trying to reach service/,
  refused: /connection refused/,
} as const;

/** What the API server itself says of a request that it could not pass on. */
async function refusal(patient: Patient) {
  const reply = await patient.reply();
  const answer = reply && 'answer' in reply ? reply.answer : undefined;
  const status = answer && statusOf(answer.body);
  // What could not be passed on is said as text.
  const text = status?.message ?? (typeof answer?.body === 'string' ? answer.body : '');
  return { reply, answer, isApiServers: status !== undefined, text };
}

/** Whether there is a Service of that name, with that port. */
export async function service(patient: Patient): Promise<Outcome> {
  const { namespace, resourceName } = patient.member.reader;
  const { name, port } = proxied(resourceName);
  const { reply, answer, isApiServers, text } = await refusal(patient);
  const { verdict, said } = hearsay(await patient.hub, 'Service');
  if (answer?.status === 404 && isApiServers) {
    return broken('service-missing', `no Service ${name} in ${namespace}`, text);
  }
  if (answer && SAYS.port.test(text)) {
    const there = await seen(patient, (service) =>
      service.ports?.map(({ name, port }) => (name ? `${port} (${name})` : `${port}`)).join(', '),
    );
    return broken('service-port-missing', there && `Service ${name} has the ports ${there}`, text);
  }
  if (answer) return ok(`${name} of ${namespace}${port ? `, port ${port}` : ''}`);
  if (verdict === 'broken') return broken('service-missing', hubSays(said));
  return verdict === 'passed' ? ok('the hub finds it') : unknown(unanswered(reply));
}

/** Whether a pod behind it is ready and listens. */
export async function endpoints(patient: Patient): Promise<Outcome> {
  const { namespace } = patient.member.reader;
  const { answer, reply, text } = await refusal(patient);
  const { verdict, said } = hearsay(await patient.hub, 'endpoints');
  if (answer && SAYS.endpoints.test(text)) {
    const why = await seen(patient, async (service) =>
      notReady(
        await patient.objects.see((resources) => podsOf(service, namespace, resources)),
        service,
      ),
    );
    return broken('no-endpoints', why, text);
  }
  if (answer && SAYS.unreached.test(text) && SAYS.refused.test(text)) {
    const { blocked } = await policies(patient);
    if (!blocked) return broken('pod-refuses', text);
  }
  if (answer) return ok('a pod is ready');
  if (verdict === 'broken') return broken('no-endpoints', hubSays(said));
  if (verdict === 'passed') return ok('the hub is answered');
  return unknown(unanswered(reply));
}

/** Whether the API server reaches the pod. */
export async function networkPolicy(patient: Patient): Promise<Outcome> {
  const { answer, reply, text } = await refusal(patient);
  const isUnreached = answer && SAYS.unreached.test(text);
  const isSilent =
    reply && 'failure' in reply && reply.failure.reason === 'unreachable'
      ? !(await patient.nothingIsAnswered())
      : false;
  if (answer && !isUnreached) return ok('the API server reaches the pod');
  if (!isUnreached && !isSilent) {
    const { verdict } = hearsay(await patient.hub, 'NetworkPolicy');
    return verdict === 'passed' || reply ? ok('the pod is reached') : unknown(unanswered(reply));
  }
  const said = isUnreached ? text : 'the API server answers, and nothing comes from the pod';
  const { blocked, names } = await policies(patient);
  return blocked
    ? broken(
        'network-policy',
        `${names.join(', ')} ${names.length === 1 ? 'selects' : 'select'} the pod and ${names.length === 1 ? 'does' : 'do'} not let the API server in`,
        said,
      )
    : broken(
        'pod-not-reached',
        names.length > 0
          ? `${names.join(', ')} would let it in`
          : 'no NetworkPolicy selects the pod',
        said,
      );
}

/** NetworkPolicies that select a pod behind the Service, and whether all of them keep the API server out. */
async function policies(patient: Patient) {
  const { reader } = patient.member;
  const none = { blocked: false, names: [] as readonly string[] };
  const found = await seen(patient, (service) =>
    patient.objects.see(async (resources) => {
      const [pod] = await podsOf(service, reader.namespace, resources);
      if (!pod) return none;
      const port = targetPort(service, proxied(reader.resourceName).port, pod);
      const { names, letsIn } = await policiesOf(
        { pod, namespace: reader.namespace, port },
        resources,
      );
      return { blocked: !letsIn, names };
    }),
  );
  return found ?? none;
}

/** What is seen of the Service; undefined where it cannot be read, which is noted. */
async function seen<Result>(
  patient: Patient,
  look: (service: Service) => Result | Promise<Result>,
): Promise<Result | undefined> {
  const { member, objects, notes } = patient;
  try {
    const service = await objects.see((resources) => serviceOf(member, resources));
    return service && (await look(service));
  } catch (error) {
    const { message } = error as Error;
    notes.add(`what is behind the Service of ${member.name} could not be read: ${message}`);
    return undefined;
  }
}
