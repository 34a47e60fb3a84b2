import type { Fault } from '../../harness/fault';
import { HUB_SERVER, MEMBER_SERVER, NAMESPACE } from '../../harness/hub';
import { kubectl } from '../../harness/kubectl';
import type { Manifest } from '../../harness/manifests';
import type { Stand } from '../../harness/stand';

/** An address range of documentation: nobody has one of it. */
const NOBODY = '192.0.2.0/24';

/** A rendered object of a member. */
function rendered(stand: Stand, member: string, kind: string, name?: string): Manifest {
  const found = stand
    .manifests(member)
    .find(({ kind: of, metadata }) => of === kind && (name ?? metadata.name) === metadata.name);
  if (!found) throw new Error(`${member} has no ${kind} ${name ?? ''}`);
  return found;
}

/** Changes an object in the name of who applied it, so that it can be taken back. */
async function reapply(stand: Stand, member: string, object: object): Promise<void> {
  const args = ['apply', '--server-side', '-f', '-'];
  await kubectl(stand.member(member), args, { stdin: JSON.stringify(object) });
}

async function remove(stand: Stand, member: string, { kind, metadata }: Manifest): Promise<void> {
  await kubectl(stand.member(member), ['-n', NAMESPACE, 'delete', kind, metadata.name]);
}

/** What somebody has changed of the member's objects, and is put right by applying them again. */
export function changedObjects(stand: Stand, member: string): Record<string, Fault> {
  const object = (kind: string, name?: string) => rendered(stand, member, kind, name);
  const service = () => object('Service', MEMBER_SERVER);
  const withPort = (port: Partial<Port>) => {
    const { spec, ...rest } = service();
    return {
      ...rest,
      spec: { ...spec, ports: spec.ports.map((one: Port) => ({ ...one, ...port })) },
    };
  };
  const policy = () => object('NetworkPolicy', MEMBER_SERVER);
  const fault = (diagnosis: Fault['diagnosis'], error: RegExp, cause: () => Promise<void>) => ({
    member,
    diagnosis,
    error,
    cause,
    remove: () => stand.apply(member),
  });
  return {
    'its Role is for another port': fault('role-differs', /403 Forbidden/, () => {
      const role = object('Role') as Manifest & { rules: object[] };
      const rules = role.rules.map((rule) => ({ ...rule, resourceNames: [`${MEMBER_SERVER}:81`] }));
      return reapply(stand, member, { ...role, rules });
    }),
    'its Role is removed': fault('role-missing', /403 Forbidden/, () =>
      remove(stand, member, object('Role')),
    ),
    'its RoleBinding is for somebody else': fault('rolebinding-differs', /403 Forbidden/, () => {
      const subjects = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'nobody' }];
      return reapply(stand, member, { ...object('RoleBinding'), subjects });
    }),
    'its Service is removed': fault('service-missing', /404 Not Found/, () =>
      remove(stand, member, service()),
    ),
    'its Service has another port': fault('service-port-missing', /503 Service Unavailable/, () =>
      reapply(stand, member, withPort({ port: 81 })),
    ),
    'its Service has no endpoints': fault('no-endpoints', /503 Service Unavailable/, () => {
      const { spec, ...rest } = service();
      return reapply(stand, member, { ...rest, spec: { ...spec, selector: { app: HUB_SERVER } } });
    }),
    'a NetworkPolicy keeps the API server out': fault(
      'network-policy',
      /context deadline exceeded/,
      () => {
        const { spec, ...rest } = policy();
        const ingress = spec.ingress.map((rule: object) => ({
          ...rule,
          from: [{ ipBlock: { cidr: NOBODY } }],
        }));
        return reapply(stand, member, { ...rest, spec: { ...spec, ingress } });
      },
    ),
    'nothing listens at the target port of its Service': fault(
      'pod-refuses',
      /50[023]/,
      async () => {
        // Else it would be what keeps the API server out.
        const { spec, ...rest } = policy();
        await reapply(stand, member, { ...rest, spec: { ...spec, ingress: [{}] } });
        await reapply(stand, member, withPort({ targetPort: 9 }));
      },
    ),
  };
}

interface Port {
  readonly port: number;
  readonly targetPort: number | string;
}
