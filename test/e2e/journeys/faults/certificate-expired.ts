import type { Fault } from '../../harness/fault';
import type { Stand } from '../../harness/stand';
import { issueCertificate } from '../../local';

const MINUTE = 60_000;

/** The hub's certificate has run out; a new one is delivered. */
export async function certificateExpired(stand: Stand, member: string): Promise<Fault> {
  const cluster = stand.local(member);
  if (cluster === undefined) throw new Error(`${member} is not of the local provider`);
  const subject = stand.manifests(member).find(({ kind }) => kind === 'RoleBinding')?.subjects?.[0];
  const expired = await issueCertificate(cluster, {
    commonName: subject?.name ?? '',
    notBefore: new Date(Date.now() - 60 * MINUTE),
    notAfter: new Date(Date.now() - MINUTE),
  });
  const valid = await stand.credentials(member);
  return {
    member,
    error: /401 Unauthorized/,
    diagnosis: 'credential-expired',
    cause: () =>
      stand.deliver(member, { ...valid, 'tls.crt': expired.cert, 'tls.key': expired.key }),
    remove: () => stand.deliver(member, valid),
  };
}
