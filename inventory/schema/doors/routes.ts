import { z } from 'zod';
import { checkHost } from '../../../language/host';
import { checkLabelKey, DNS_SUBDOMAIN } from '../../../language/names';
import { text } from '../formats';
import { selectorOf } from '../label-selector';
import { asWritten, eachOnce } from '../once';
import { dnsLabel, objectName, port } from '../scalars';

/** Of a listener or a Gateway's port: what an API server takes. */
const MOST_PARENTS = 32;
const MOST_HOSTS = 16;

const host = (description: string) => text(checkHost, description, DNS_SUBDOMAIN);

const annotations = (whose: string) =>
  z
    .record(
      // As labels have them, but in whatever case.
      text(
        (key) =>
          checkLabelKey(key.toLowerCase())?.replace(
            /a Kubernetes label.*(?=, found)/,
            'an annotation',
          ),
        'Key of an annotation.',
      ),
      z.string(),
    )
    .meta({ description: `Annotations of the ${whose}. Default: none.` });

/** https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export const ingress = (whose: string) =>
  z
    .strictObject({
      host: host(`Host name of ${whose}.`),
      className: objectName(
        "IngressClass of the controller that serves it. Default: the cluster's own.",
      ).optional(),
      annotations: annotations('Ingress').optional(),
      tls: z
        .strictObject({
          secretName: objectName(
            "Secret in the hub's namespace with tls.crt and tls.key. Default: the controller's own certificate.",
          ).optional(),
        })
        .meta({ description: 'TLS at the controller. Default: none.' })
        .optional(),
    })
    .meta({
      description: `An Ingress (networking.k8s.io/v1) that leads to ${whose}. Default: none.`,
    });

const parentRef = z
  .strictObject({
    name: objectName('Name of the Gateway.'),
    namespace: dnsLabel("Its namespace. Default: the hub's.").optional(),
    sectionName: objectName('Name of one of its listeners. Default: any that fits.').optional(),
    port: port('Port of its listeners. Default: any.').optional(),
  })
  .meta({ id: 'parentRef', description: 'A Gateway that serves it.' });

type ParentRef = z.infer<typeof parentRef>;

/**
 * An API server refuses parents that are not told apart.
 *
 * https://gateway-api.sigs.k8s.io/reference/spec/#parentreference
 */
function distinct(refs: readonly ParentRef[], context: z.RefinementCtx): void {
  const gateway = ({ namespace, name }: ParentRef) => JSON.stringify([namespace, name]);
  const section = ({ sectionName, port }: ParentRef) => JSON.stringify([sectionName, port]);
  for (const [index, ref] of refs.entries()) {
    const others = refs.slice(0, index).filter((one) => gateway(one) === gateway(ref));
    const clash = others.some(
      (one) =>
        section(one) === section(ref) ||
        (one.sectionName === undefined) !== (ref.sectionName === undefined) ||
        (one.port === undefined) !== (ref.port === undefined),
    );
    if (!clash) continue;
    const message = `one Gateway is named twice, found ${JSON.stringify(ref.name)} again, write another sectionName or port with each, or leave it out`;
    context.addIssue({ code: 'custom', path: [index], message });
  }
}

/** https://gateway-api.sigs.k8s.io/api-types/httproute/ */
export const httpRoute = (whose: string) =>
  z
    .strictObject({
      parentRefs: z
        .array(parentRef)
        .min(1)
        .max(MOST_PARENTS)
        .superRefine(distinct)
        .meta({ description: 'Gateways that serve it.' }),
      hostnames: z
        .array(host('Host name.'))
        .min(1)
        .max(MOST_HOSTS)
        .superRefine(eachOnce(asWritten))
        .meta({ description: `Host names of ${whose}.` }),
      annotations: annotations('HTTPRoute').optional(),
    })
    .meta({
      description: `An HTTPRoute (gateway.networking.k8s.io/v1) that leads to ${whose}. Default: none.`,
    });

/** Who may come to doors. */
export const ingressNamespaces = selectorOf(
  'no label selects every namespace, found none, write one or leave ingressNamespaces out',
  'Labels that a namespace has to have, all of them.',
).meta({
  description:
    'Namespaces of the ingress controller or Gateway: the NetworkPolicies let in nobody else from outside. Default: everyone.',
});
