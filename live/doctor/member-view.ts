import { z } from 'zod';
import type { Member } from '../../model/types';
import type { Kubeconfig } from '../client/kubeconfig';
import { type KubeObject, Resources } from '../client/resources';
import { shaped } from '../client/shaped';
import { within } from './within';

/** Asks for objects of a member as the user of the kubeconfig; nothing is changed. */
export interface MemberView {
  /**
   * @throws ClusterFailure if it cannot be asked
   */
  see<Result>(look: (resources: Resources) => Promise<Result>): Promise<Result>;
  close(): void;
}

/** A view of a member by its context. */
export function viewOfMember(
  { name, kubeContext }: Member,
  kubeconfig: Kubeconfig,
  timeoutMs: () => number,
): MemberView {
  let connection: ReturnType<Kubeconfig['connection']> | undefined;
  return {
    see: async (look) => {
      connection ??= kubeconfig.connection(kubeContext);
      return within(timeoutMs(), `${name} does not answer`, look(new Resources(connection)));
    },
    close: () => connection?.close(),
  };
}

const RBAC = 'rbac.authorization.k8s.io/v1';

const subject = z.object({
  kind: z.string(),
  name: z.string(),
  namespace: z.string().optional(),
});
const bindingShape = z.object({
  roleRef: z.object({ kind: z.string(), name: z.string() }),
  subjects: z.array(subject).nullish(),
});
const roleShape = z.object({
  rules: z
    .array(
      z.object({
        apiGroups: z.array(z.string()).nullish(),
        resources: z.array(z.string()).nullish(),
        resourceNames: z.array(z.string()).nullish(),
        verbs: z.array(z.string()),
      }),
    )
    .nullish(),
});

/** The Role and RoleBinding of a member's reader, as they are. */
export async function rightsOf({ reader }: Member, resources: Resources) {
  const { name, namespace } = reader;
  const metadata = { name, namespace };
  const [binding, role] = await Promise.all(
    ['RoleBinding', 'Role'].map((kind) => resources.read({ apiVersion: RBAC, kind, metadata })),
  );
  return {
    binding: binding && shapedAs(bindingShape, binding),
    role: role && shapedAs(roleShape, role),
  };
}

const serviceShape = z.object({
  spec: z.object({
    selector: z.record(z.string(), z.string()).nullish(),
    ports: z
      .array(
        z.object({
          name: z.string().optional(),
          port: z.number(),
          targetPort: z.union([z.number(), z.string()]).optional(),
        }),
      )
      .nullish(),
  }),
});

export type Service = z.infer<typeof serviceShape>['spec'];

/** The Service that the hub asks; undefined where there is none. */
export async function serviceOf(
  { reader: { namespace, resourceName } }: Member,
  resources: Resources,
): Promise<Service | undefined> {
  const { name } = proxied(resourceName);
  const found = await resources.read({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
  });
  return found && shapedAs(serviceShape, found).spec;
}

/** The parts of `[scheme:]name[:port]`. */
export function proxied(resourceName: string): { readonly name: string; readonly port?: string } {
  const parts = resourceName.split(':');
  const [name = '', port] = parts.length === 3 ? parts.slice(1) : parts;
  return { name, port };
}

/**
 * An object of the shape that its kind has.
 *
 * @throws ClusterFailure if it is of another
 */
export const shapedAs = <Shape>(shape: z.ZodType<Shape>, object: KubeObject): Shape =>
  shaped(shape, `${object.kind} ${object.metadata.name}`, object);
