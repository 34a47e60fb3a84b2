import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { FEDERATION_READER } from '../../model/components/federation';
import { labelSelector, objectLabels } from '../../model/labels';
import type { ApiConnection } from '../client/connection';
import { ClusterFailure, refusal } from '../client/failure';
import { shaped } from '../client/shaped';
import { type Patience, until } from '../client/until';
import { checkCertificate } from './check-certificate';
import type { ServerVersion } from './clock';
import { type Credential, spoken } from './credential';
import { keyAndRequest } from './signing-request';

/** What a client certificate is asked for with. */
export interface CertificateProps extends ServerVersion {
  /** The user that the hub is on the member. */
  readonly user: string;
  readonly expirationSeconds: number;
  /** Name of the hub: several can have requests on one cluster. */
  readonly hub: string;
  /** How long the cluster may take to sign. */
  readonly patience: Patience;
}

/** What is looked at of a request; it is sent back with all that it has. */
const signingRequest = z.looseObject({
  metadata: z.looseObject({ name: z.string(), creationTimestamp: z.string() }),
  status: z
    .looseObject({
      certificate: z.string().optional(),
      conditions: z
        .array(z.looseObject({ type: z.string(), message: z.string().optional() }))
        .optional(),
    })
    .optional(),
});
type SigningRequest = z.infer<typeof signingRequest>;
const signingRequests = z.object({ items: z.array(signingRequest) });

const REQUESTS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const SIGNER = 'kubernetes.io/kube-apiserver-client';
const TOKEN = 'write auth: { type: serviceAccountToken } for this cluster in the fleet file';
const RIGHTS =
  'needed are create, list, get and delete of certificatesigningrequests, update of certificatesigningrequests/approval, ' +
  `and approve of signers ${SIGNER}`;
/** A certificate's backdating counts, too; a share of this is not worth a word. */
const SHORTER = 0.95;
/** What a request lives for beside the two times that are waited for it: to be valid, to be signed. */
const LEEWAY_MS = 60_000;

/**
 * Gets a client certificate through the cluster's own certificate API: a request, approved here, and
 * deleted whatever comes of it.
 *
 * https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/
 *
 * @throws ClusterFailure if the cluster does not sign it, or signs something else
 */
export async function requestCertificate(
  connection: ApiConnection,
  props: CertificateProps,
): Promise<Credential> {
  const { user, expirationSeconds, gitVersion, clock, patience } = props;
  if (gitVersion.includes('-eks-')) {
    throw new ClusterFailure('refused', `EKS signs no client certificates, ${TOKEN}`);
  }
  await deleteLeftovers(connection, props);
  const { key, request } = await keyAndRequest(user);
  const name = `${namesOf(props.hub)}${randomBytes(5).toString('hex')}`;
  try {
    await create(connection, name, request, expirationSeconds);
    await approve(connection, name);
    const pem = await signed(connection, name, patience);
    const { leaf, chain } = await checkCertificate(
      pem,
      { key, commonName: user, clock },
      connection,
    );
    const issued = Date.parse(leaf.validFrom);
    const expires = Date.parse(leaf.validTo);
    await valid(issued, props);
    const asked = expirationSeconds * 1000;
    const left = expires - clock.now();
    const notes =
      left < asked * SHORTER || left * SHORTER > asked
        ? [`asked for ${spoken(asked)}, the cluster signs for ${spoken(left)}`]
        : [];
    return { contents: { certificate: chain, key }, issued, expires, notes };
  } finally {
    // Should this fail, a later run does it: what came of the request says more.
    await remove(connection, name).catch(() => undefined);
  }
}

const remove = (connection: ApiConnection, name: string) =>
  connection.request({ method: 'DELETE', path: `${REQUESTS}/${encodeURIComponent(name)}` });

/** Deletes what interrupted runs of this hub left behind, and nothing of one that goes on elsewhere. */
async function deleteLeftovers(
  connection: ApiConnection,
  { hub, clock, patience }: CertificateProps,
): Promise<void> {
  const query = new URLSearchParams({ labelSelector: labelSelector(LABELS) });
  const { status, body } = await connection.request({ path: `${REQUESTS}?${query}` });
  if (status >= 300) throw lacking(refusal('GET', REQUESTS, status, body));
  const { items } = shaped(signingRequests, REQUESTS, body);
  const before = clock.now() - 2 * patience.timeoutMs - LEEWAY_MS;
  const left = items.filter(
    ({ metadata: { name, creationTimestamp } }) =>
      name.startsWith(namesOf(hub)) && Date.parse(creationTimestamp) < before,
  );
  for (const { metadata } of left) await remove(connection, metadata.name);
}

const LABELS = objectLabels(FEDERATION_READER);

/** A hub's name has no dot, so that no hub's requests are named as another's. */
const namesOf = (hub: string) => `promfleet.${hub}.`;

async function create(
  connection: ApiConnection,
  name: string,
  request: string,
  expirationSeconds: number,
): Promise<void> {
  const { status, body } = await connection.request({
    method: 'POST',
    path: REQUESTS,
    body: {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: { name, labels: LABELS },
      spec: {
        request: Buffer.from(request).toString('base64'),
        signerName: SIGNER,
        expirationSeconds,
        usages: ['digital signature', 'client auth'],
      },
    },
  });
  if (status >= 300) throw lacking(refusal('POST', REQUESTS, status, body));
}

const current = async (connection: ApiConnection, path: string) =>
  shaped(signingRequest, path, await connection.get(path));

/** Others may write to the request at the same time, such as a controller that denies it. */
async function approve(connection: ApiConnection, name: string): Promise<void> {
  const own = `${REQUESTS}/${name}`;
  const path = `${own}/approval`;
  for (let tries = 1; ; tries++) {
    const request = await current(connection, own);
    const { conditions = [] } = request.status ?? {};
    const isApproved = conditions.some(({ type }) => type === 'Approved');
    if (certificateIn(request) || isApproved) return;
    const approved = { type: 'Approved', status: 'True', reason: 'Promfleet', message: 'connect' };
    const body = {
      ...request,
      status: { ...request.status, conditions: [...conditions, approved] },
    };
    const answer = await connection.request({ method: 'PUT', path, body });
    if (answer.status < 300) return;
    if (![409, 422].includes(answer.status) || tries === 4) {
      throw lacking(refusal('PUT', path, answer.status, answer.body));
    }
  }
}

async function signed(
  connection: ApiConnection,
  name: string,
  patience: Patience,
): Promise<string> {
  const certificate = await until(patience, async () =>
    certificateIn(await current(connection, `${REQUESTS}/${name}`)),
  );
  if (certificate) return Buffer.from(certificate, 'base64').toString();
  const message = `the cluster signs no client certificates, found none after ${patience.timeoutMs / 1000} s, ${TOKEN}`;
  throw new ClusterFailure('refused', message);
}

/** @throws ClusterFailure if the request was denied or has failed */
function certificateIn({ status }: SigningRequest): string | undefined {
  const end = status?.conditions?.find(({ type }) => type === 'Denied' || type === 'Failed');
  if (!end) return status?.certificate;
  const verb = end.type === 'Denied' ? 'denied' : 'failed';
  const message = `the request for a client certificate was ${verb}, found ${end.message || 'no reason'}, ${TOKEN}`;
  throw new ClusterFailure('refused', message);
}

/** Waits for a certificate to begin, by the clock that it is looked at with. */
async function valid(from: number, { clock, patience }: CertificateProps): Promise<void> {
  const begun = await until(
    { ...patience, pauseMs: 500 },
    async () => clock.now() >= from || undefined,
  );
  if (begun) return;
  const message = `the certificate is not valid yet, found ${new Date(from).toISOString()} as its beginning, set the clocks of the cluster's control plane right`;
  throw new ClusterFailure('refused', message);
}

const lacking = (failure: ClusterFailure) =>
  failure.reason === 'forbidden'
    ? new ClusterFailure('forbidden', `${failure.message}; ${RIGHTS}`)
    : failure;
