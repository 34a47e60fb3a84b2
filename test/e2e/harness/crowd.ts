import { createAuthority, issue } from '../local';
import { secret } from './credentials';
import { NAMESPACE } from './hub';

/** How many members it has. */
export const CROWD = 1000;
/** What its Secrets are selected by. */
export const CROWD_LABEL = 'promfleet-e2e=crowd';

/** Nothing is rendered for such a member but the hub's access. */
const EXISTING = {
  service: 'prometheus',
  namespace: NAMESPACE,
  port: 9090,
  jobs: ['kubernetes-nodes'],
};

/** Entries of members that nobody can reach, and that are asked for seldom. */
export function crowd(): object[] {
  return Array.from({ length: CROWD }, (_, index) => ({
    name: nameOf(index),
    // Of the range for benchmarks, which is routed nowhere.
    server: `https://198.18.${Math.floor(index / 250)}.${(index % 250) + 1}:6443`,
    federation: { interval: '5m' },
    monitor: { existing: EXISTING },
  }));
}

/** What they would show, if anybody were there: all the same certificate, of no authority. */
export async function crowdSecrets(): Promise<object[]> {
  const authority = await createAuthority('nobody');
  const { cert, key } = await issue(authority, { commonName: 'nobody' });
  const credentials = { 'ca.crt': authority.cert, 'tls.crt': cert, 'tls.key': key };
  const [name = '', value = ''] = CROWD_LABEL.split('=');
  return Array.from({ length: CROWD }, (_, index) => {
    const made = secret(NAMESPACE, `federation-${nameOf(index)}`, credentials) as Secret;
    return { ...made, metadata: { ...made.metadata, labels: { [name]: value } } };
  });
}

function nameOf(index: number): string {
  return `crowd-${String(index).padStart(4, '0')}`;
}

interface Secret {
  readonly metadata: object;
}
