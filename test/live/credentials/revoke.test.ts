import { writeFileSync } from 'node:fs';
import { resolved } from '../../fleet';
import { fleetText, type SimulatedFleet, withFleet } from './fleet';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const NAMESPACE = 'monitoring';
const READER = 'monitor-federation-reader';
const secretOf = ({ hub }: SimulatedFleet, name = 'federation-member-0') =>
  hub.find('Secret', NAMESPACE, name);

const SHARED = { hub: 'statestoreLayout: shared' };
const REVOKE = ['--yes', '--timeout', '3s', '--revoke'];

describe('revoke', () => {
  it('takes the binding and the keys away, and shows that the certificate is refused', () =>
    withFleet({ count: 2 }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const { code, stdout } = await fleet.connect(...REVOKE, 'member-0');
      expect(stdout).toBe(
        'member-0: revoked: removed RoleBinding monitoring/monitor-federation-reader, ' +
          'its keys in Secret federation-member-0 of the hub; the old credential is refused (403)\n',
      );
      expect(code).toBe(0);
      expect(fleet.members[0]?.find('RoleBinding', NAMESPACE, READER)).toBeUndefined();
      expect(secretOf(fleet)).toBeUndefined();
      expect(secretOf(fleet, 'federation-member-1')).toBeDefined();
    }));

  it('ends a token with its Secret', () =>
    withFleet({ cluster: 'auth: { type: serviceAccountToken }' }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const { stdout } = await fleet.connect(...REVOKE, 'member-0');
      expect(stdout).toContain('refused (401)');
      expect(fleet.members[0]?.find('Secret', NAMESPACE, `${READER}-token`)).toBeUndefined();
    }));

  it('knows a cluster that has left the fleet file by what the hub has of it', () =>
    withFleet({ count: 2, ...SHARED }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const { members, fleetPath } = fleet;
      writeFileSync(fleetPath, fleetText(members.slice(1), SHARED));
      const { code, stdout } = await fleet.connect(...REVOKE, 'member-0');
      expect(stdout).toMatch(/removed RoleBinding .*the old credential is refused \(403\)/);
      expect(code).toBe(0);
      expect((await fleet.connect('--timeout', '5s')).stdout).toContain('left alone');
    }));

  it('deletes nothing that is not ours on a cluster, whatever the hub has written of it', () =>
    withFleet({ count: 2, ...SHARED }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const { members, fleetPath, hub } = fleet;
      const { job } = resolved(fleetText(members, SHARED)).members[0] ?? {};
      const secret = secretOf(fleet, job?.credentials.secretName ?? '');
      const key = 'credentials.promfleet/member-0';
      const issue = JSON.parse(secret?.metadata.annotations?.[key] ?? '');
      const written = JSON.stringify({ ...issue, roleBinding: 'kube-system/theirs' });
      const annotations = { ...secret?.metadata.annotations, [key]: written };
      hub.put({ ...secret, metadata: { ...secret?.metadata, annotations } });
      const binding = members[0]?.find('RoleBinding', NAMESPACE, READER);
      const metadata = { name: 'theirs', namespace: 'kube-system' };
      members[0]?.put({ ...binding, metadata });
      writeFileSync(fleetPath, fleetText(members.slice(1), SHARED));
      const { code, stderr } = await fleet.connect(...REVOKE, 'member-0');
      expect(stderr).toMatch(
        /the RoleBinding kube-system\/theirs is not promfleet's, found it without/,
      );
      expect(code).toBe(1);
      expect(members[0]?.find('RoleBinding', 'kube-system', 'theirs')).toBeDefined();
    }));

  it('removes nothing of others from a Secret that a member shares and has no part in', () =>
    withFleet(SHARED, async (fleet) => {
      const { job } = resolved(fleetText(fleet.members, SHARED)).members[0] ?? {};
      const name = job?.credentials.secretName ?? '';
      const data = { 'other.token': 'Cg==' };
      for (const object of [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
        { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: NAMESPACE }, data },
      ]) {
        fleet.hub.put(object, 'promfleet:other');
      }
      const { code, stdout } = await fleet.connect(...REVOKE, 'member-0');
      expect(stdout).toBe(
        'member-0: revoked: nothing was there any more; the hub had no credential to show it with\n',
      );
      expect(code).toBe(0);
      expect(secretOf(fleet, name)?.data).toEqual(data);
    }));

  it('says what to do about a cluster that nothing is known of', () =>
    withFleet({}, async (fleet) => {
      const { code, stderr } = await fleet.connect(...REVOKE, 'who');
      expect(stderr).toMatch(/who: error: nothing is known of it.*by hand/);
      expect(code).toBe(1);
    }));

  it('lets the hub forget a cluster that does not answer, and says what is left', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      await fleet.members[0]?.disconnect();
      const { code, stderr } = await fleet.connect(...REVOKE, 'member-0');
      expect(stderr).toMatch(/the hub has forgotten it, but .*ECONNREFUSED.*revoke again/);
      expect(code).toBe(1);
      expect(secretOf(fleet)).toBeUndefined();
    }));

  it('says so if the old credential is good for something still', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const binding = fleet.members[0]?.find('RoleBinding', NAMESPACE, READER);
      fleet.members[0]?.put({ ...binding, metadata: { name: 'another', namespace: NAMESPACE } });
      const { code, stderr } = await fleet.connect(...REVOKE, 'member-0');
      expect(stderr).toMatch(/the old credential is still accepted, found .* other bindings/);
      expect(code).toBe(1);
    }));

  it('asks first, and takes silence for a no', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const { code, stderr } = await fleet.connect('--revoke', 'member-0');
      expect(stderr).toContain('--revoke asks on a terminal, or needs --yes');
      expect(code).toBe(1);
      expect(secretOf(fleet)).toBeDefined();
    }));

  it('changes nothing with --dry-run', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const { stdout } = await fleet.connect('--revoke', 'member-0', '--dry-run');
      expect(stdout).toMatch(/would lose the RoleBinding monitoring\/monitor-federation-reader/);
      expect(secretOf(fleet)).toBeDefined();
      expect(fleet.members[0]?.find('RoleBinding', NAMESPACE, READER)).toBeDefined();
    }));
});
