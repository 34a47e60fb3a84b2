import assert from 'node:assert/strict';
import * as http from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Cluster } from '../../harness/cluster';
import type { Fault } from '../../harness/fault';
import { INTERVAL } from '../../harness/fleet-file';
import { MEMBER_SERVER, NAMESPACE } from '../../harness/hub';
import { kubectl, put } from '../../harness/kubectl';
import { say } from '../../harness/log';
import { attempt } from '../../harness/reader';
import type { Stand } from '../../harness/stand';
import { restrictedContainer } from '../../harness/workload';
import { FABRIC, loadImages } from '../../local';
import { allowed } from '../forbidden';

const NAME = 'redirector';
const IMAGE = 'promfleet.test/testapp:latest';
/** That of API servers: to any other the hub's NetworkPolicy would let nothing through. */
const TRAP_PORT = 6443;

/** Behind the Service of the member's Prometheus, something sends the hub elsewhere. */
export function redirect(stand: Stand, member: string): Fault {
  const cluster = stand.member(member);
  const trap = new Trap();
  return {
    member,
    error: /302 Found/,
    diagnosis: 'redirected',
    cause: async () => {
      await trap.open();
      await startRedirector(stand, member);
      await select(stand, member, { app: NAME });
      await trap.isReachable(stand, cluster);
    },
    remove: async () => {
      await setTimeout(2 * INTERVAL * 1000);
      await trap.close();
      await stand.apply(member);
      await kubectl(cluster, ['-n', NAMESPACE, 'delete', 'pod', NAME, '--wait=false']);
      assert.deepEqual(trap.visitors, [], 'the hub followed');
      say('nobody came to where the member sends the hub');
    },
  };
}

async function startRedirector(stand: Stand, member: string): Promise<void> {
  const local = stand.local(member);
  assert.ok(local);
  await loadImages([local], [IMAGE], say);
  await put(stand.member(member), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: NAME, namespace: NAMESPACE, labels: { app: NAME } },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'app',
          image: IMAGE,
          args: ['-listen=:9090', `-redirect=http://${FABRIC.hostAddress}:${TRAP_PORT}/`],
          ports: [{ name: 'http', containerPort: 9090 }],
          ...restrictedContainer(),
        },
      ],
    },
  });
  const wait = ['wait', 'pod', NAME, '--for=condition=Ready', '--timeout=50s'];
  await kubectl(stand.member(member), ['-n', NAMESPACE, ...wait]);
}

/** Points the Service at other pods, in the name of who applied it, so that he can take it back. */
async function select(stand: Stand, member: string, selector: object): Promise<void> {
  const service = stand
    .manifests(member)
    .find(({ kind, metadata }) => kind === 'Service' && metadata.name === MEMBER_SERVER);
  const changed = { ...service, spec: { ...service?.spec, selector } };
  const args = ['apply', '--server-side', '-f', '-'];
  await kubectl(stand.member(member), args, { stdin: JSON.stringify(changed) });
}

/** A server of another host, that counts who comes with what. */
class Trap {
  readonly visitors: string[] = [];
  private readonly server = http.createServer((request, response) => {
    const { authorization, 'user-agent': agent } = request.headers;
    this.visitors.push(`${agent}, ${authorization ? 'with' : 'without'} credentials`);
    response.end();
  });

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      // A step that fails leaves it open, which is to keep no process.
      this.server.unref();
      this.server.on('error', reject);
      this.server.listen(TRAP_PORT, FABRIC.hostAddress, resolve);
    });
  }

  /** Follows the redirect as the hub might: with its credentials, through the API server. */
  async isReachable(stand: Stand, member: Cluster): Promise<void> {
    const credentials = await stand.credentials(member.name);
    const { status, location = '' } = await attempt(member, credentials, allowed('server'));
    assert.equal(status, 302);
    await fetch(location);
    assert.equal(this.visitors.length, 1, `${location} leads elsewhere`);
    this.visitors.length = 0;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
