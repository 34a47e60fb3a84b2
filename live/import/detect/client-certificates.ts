import { z } from 'zod';
import type { Finding, Provider } from '../findings';
import { type Asked, ifTold, type Part } from './asked';
import { GKE_DNS } from './provider';

/** The signer of certificates that an API server takes for a user's. */
const SIGNER = 'kubernetes.io/kube-apiserver-client';

/** What it takes to get one, and how that is said. */
const RIGHTS = [
  { verb: 'create', resource: 'certificatesigningrequests' },
  { verb: 'update', resource: 'certificatesigningrequests', subresource: 'approval' },
  { verb: 'approve', resource: 'signers', name: SIGNER },
] as const;

type Right = (typeof RIGHTS)[number];

/** Providers whose control planes are known to sign them. */
const SIGNING: ReadonlySet<Provider> = new Set(['gke', 'aks', 'k3s', 'kind', 'kubeadm']);

/**
 * Whether a client certificate can be had, and is of use. No request is made for one: where only
 * that would tell, it stays unknown.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/
 */
export async function clientCertificates(
  asked: Asked,
  provider: Finding<Provider> | undefined,
): Promise<Part> {
  const never = hindrance(asked.server, provider?.value);
  if (never) return { signsClientCertificates: { value: false, reasons: [never] } };
  const missing = await missingRights(asked);
  if (missing.length > 0) return { signsClientCertificates: { value: false, reasons: missing } };
  if (!provider || !SIGNING.has(provider.value)) {
    return {
      notes: [
        `whether client certificates are signed shows when one is asked for: auth.type is left at its default`,
      ],
    };
  }
  const reasons = [`${provider.value} clusters sign them`];
  return { signsClientCertificates: { value: true, reasons } };
}

/** Why a client certificate is of no use, whoever asks for one. */
function hindrance({ hostname, pathname }: URL, provider?: Provider): string | undefined {
  // https://docs.aws.amazon.com/eks/latest/userguide/cert-signing.html
  if (provider === 'eks') return 'EKS signs no client certificates';
  if (pathname !== '/') {
    return `TLS ends at ${hostname}, before the API server that is below ${pathname}`;
  }
  if (hostname.endsWith(GKE_DNS)) {
    return `TLS ends at the DNS-based endpoint ${hostname}, which passes Kubernetes credentials on only if the cluster is told so (--enable-k8s-tokens-via-dns)`;
  }
  return undefined;
}

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

/** The rights that whoever asks lacks, as far as the cluster says it. */
async function missingRights(asked: Asked): Promise<string[]> {
  const missing = await Promise.all(
    RIGHTS.map(async (right) => {
      const allowed = await ifTold(mayDo(asked, right));
      return allowed === false ? `this kubeconfig may not ${words(right)}` : undefined;
    }),
  );
  return missing.filter((right) => right !== undefined);
}

async function mayDo(asked: Asked, right: Right): Promise<boolean> {
  const { status } = await asked.review(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { group: 'certificates.k8s.io', ...right } },
    },
    review,
  );
  return status.allowed;
}

const words = (right: Right) =>
  'name' in right
    ? `${right.verb} for the signer ${right.name}`
    : `${right.verb} ${right.resource}${'subresource' in right ? `/${right.subresource}` : ''}`;
