import { X509Certificate } from 'node:crypto';
import { FEDERATION_READER } from '../../../model/components/federation';
import { objectLabels } from '../../../model/labels';
import { at, type KubeObject, listAt, textAt } from '../../access/simulated/json';
import { madeEarlier, type SimulatedFleet, signingRequests, withFleet } from './fleet';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const NAMESPACE = 'monitoring';
const DAY_MS = 24 * 3600 * 1000;

const secretOf = ({ hub }: SimulatedFleet, name: string): KubeObject => {
  const secret = hub.find('Secret', NAMESPACE, name);
  if (!secret) throw new Error(`no Secret ${name}`);
  return secret;
};

const text = (secret: KubeObject, key: string) =>
  Buffer.from(textAt(secret, 'data', key) ?? '', 'base64').toString();

const requestsOn = (fleet: SimulatedFleet) =>
  signingRequests(fleet).map(({ metadata: { name } }) => name);

describe('a client certificate', () => {
  it('is made, proven and delivered with what is known of it', () =>
    withFleet({ count: 2 }, async (fleet) => {
      const { code, stdout } = await fleet.connect('--timeout', '5s');
      expect(stdout).toMatch(
        /^member-0: client certificate until \d{4}-\d\d-\d\d \(90 days\), proven: federates 3 samples, refused 4 of 4\nmember-1: .*\n$/,
      );
      expect(code).toBe(0);
      const secret = secretOf(fleet, 'federation-member-0');
      expect(Object.keys(secret.data as object).sort()).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
      const certificate = new X509Certificate(text(secret, 'tls.crt'));
      expect(certificate.subject).toBe('CN=promfleet:hub');
      expect(text(secret, 'ca.crt')).toBe(fleet.members[0]?.pki.serverAuthority);
      expect(secret.metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'promfleet' });
      const issue = JSON.parse(
        secret.metadata.annotations?.['credentials.promfleet/member-0'] ?? '',
      );
      expect(Date.parse(issue.expires)).toBe(Date.parse(certificate.validTo));
      expect(issue).toMatchObject({ type: 'clientCertificate', kubeContext: 'member-0' });
      expect(listAt(secret, 'metadata', 'managedFields').map((f) => at(f, 'manager'))).toEqual([
        'promfleet:member-0',
      ]);
    }));

  it('leaves no request behind, nor one of a run that was interrupted; one that goes on keeps its', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      expect(requestsOn(fleet)).toEqual([]);
      const put = (name: string) =>
        fleet.members[0]?.put({
          apiVersion: 'certificates.k8s.io/v1',
          kind: 'CertificateSigningRequest',
          metadata: { name, labels: objectLabels(FEDERATION_READER) },
          spec: {},
        });
      put('promfleet.hub.0a1b2c3d4e');
      put('promfleet.another-hub.0a1b2c3d4e');
      madeEarlier(fleet);
      put('promfleet.hub.1a1b2c3d4e');
      await fleet.connect('--renew', '--timeout', '5s');
      expect(requestsOn(fleet)).toEqual([
        'promfleet.another-hub.0a1b2c3d4e',
        'promfleet.hub.1a1b2c3d4e',
      ]);
    }));

  it('lives as long as the fleet file says', () =>
    withFleet({ cluster: 'auth: { expiration: 7d }' }, async (fleet) => {
      expect((await fleet.connect('--timeout', '5s')).stdout).toContain('(7 days)');
      const secret = secretOf(fleet, 'federation-member-0');
      const { validTo } = new X509Certificate(text(secret, 'tls.crt'));
      expect(Math.abs(Date.parse(validTo) - Date.now() - 7 * DAY_MS)).toBeLessThan(6 * 60_000);
    }));
});

it('says so where the cluster signs for less than was asked for', () =>
  withFleet({ cluster: 'auth: { expiration: 2y }' }, async (fleet) => {
    const { stdout } = await fleet.connect('--timeout', '5s');
    expect(stdout).toMatch(/\(asked for 730 days, the cluster signs for 36\d days\)/);
  }));

describe('a shared Secret', () => {
  it('holds the keys of its members, each a manager of its own', () =>
    withFleet({ hub: 'statestoreLayout: shared', count: 3 }, async (fleet) => {
      expect((await fleet.connect('--timeout', '5s')).code).toBe(0);
      for (const { name, pki } of fleet.members) {
        const secrets = Array.from({ length: 32 }, (_, number) =>
          fleet.hub.find('Secret', NAMESPACE, `hub-statestore-${String(number).padStart(2, '0')}`),
        );
        const key = `${name}.certificate-authority-data.pem`;
        const holding = secrets.filter((secret) => secret && textAt(secret, 'data', key));
        expect(holding).toHaveLength(1);
        expect(text(holding[0] as KubeObject, key)).toBe(pki.serverAuthority);
        const annotations = holding[0]?.metadata.annotations ?? {};
        expect(Object.keys(annotations)).toContain(`credentials.promfleet/${name}`);
      }
    }));
});

describe('what is there already', () => {
  it('is left alone while it is valid for more than a third of its life', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const before = secretOf(fleet, 'federation-member-0');
      const { code, stdout, stderr } = await fleet.connect('--timeout', '5s');
      expect(stderr).toBe('');
      expect(stdout).toMatch(/valid for \d+ days, left alone, proven: federates 3 samples/);
      expect(code).toBe(0);
      expect(secretOf(fleet, 'federation-member-0')).toEqual(before);
    }));

  it.each([['--within', '91d'], ['--renew']])('is renewed with %s %s', (...args) =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const before = text(secretOf(fleet, 'federation-member-0'), 'tls.crt');
      await fleet.connect('--timeout', '5s', ...args);
      expect(text(secretOf(fleet, 'federation-member-0'), 'tls.crt')).not.toBe(before);
    }),
  );

  it('is replaced where it is another cluster that answers now', () =>
    withFleet({ count: 2 }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const other = secretOf(fleet, 'federation-member-1');
      const own = secretOf(fleet, 'federation-member-0');
      fleet.hub.put({ ...own, data: other.data }, 'promfleet:member-0');
      const { stdout } = await fleet.connect('--timeout', '5s', '--only', 'member-0', '--force');
      expect(stdout).toMatch(/^member-0: client certificate until/);
      const now = secretOf(fleet, 'federation-member-0');
      expect(text(now, 'ca.crt')).toBe(fleet.members[0]?.pki.serverAuthority);
    }));

  it('stays as it is with --dry-run, on both sides', () =>
    withFleet({}, async (fleet) => {
      const { code, stdout } = await fleet.connect('--dry-run');
      expect(stdout).toBe(
        'member-0: would get a client certificate for 90 days, as there is none\n',
      );
      expect(code).toBe(0);
      expect(fleet.hub.find('Namespace', undefined, NAMESPACE)).toBeUndefined();
      expect(
        fleet.members[0]?.find('Role', NAMESPACE, 'monitor-federation-reader'),
      ).toBeUndefined();
    }));
});

describe('a token', () => {
  it('with an end is asked for, and renewed', () =>
    withFleet(
      { cluster: 'auth: { type: serviceAccountToken, expiration: 10d }' },
      async (fleet) => {
        const { stdout } = await fleet.connect('--timeout', '5s');
        expect(stdout).toMatch(/^member-0: token until \d{4}-\d\d-\d\d \(10 days\), proven/);
        const before = secretOf(fleet, 'federation-member-0');
        expect(Object.keys(before.data as object).sort()).toEqual(['ca.crt', 'token']);
        await fleet.connect('--timeout', '5s', '--within', '11d');
        expect(text(secretOf(fleet, 'federation-member-0'), 'token')).not.toBe(
          text(before, 'token'),
        );
      },
    ));

  it('without an end is that of the Secret of its account', () =>
    withFleet({ cluster: 'auth: { type: serviceAccountToken }' }, async (fleet) => {
      const { stdout } = await fleet.connect('--timeout', '5s');
      expect(stdout).toMatch(/^member-0: token that does not expire, proven/);
      const there = fleet.members[0]?.find('Secret', NAMESPACE, 'monitor-federation-reader-token');
      expect(text(secretOf(fleet, 'federation-member-0'), 'token')).toBe(
        text(there as KubeObject, 'token'),
      );
    }));
});

it('prints one JSON document with --output json', () =>
  withFleet({ count: 2, each: (index) => ({ unreachable: index === 1 }) }, async (fleet) => {
    const { code, stdout } = await fleet.connect('--timeout', '5s', '--output', 'json');
    const { ok, clusters } = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(ok).toBe(false);
    expect(clusters[0]).toMatchObject({
      cluster: 'member-0',
      ok: true,
      action: 'delivered',
      proof: { samples: 3 },
    });
    expect(Date.parse(clusters[0].expires)).toBeGreaterThan(Date.now());
    expect(clusters[1]).toMatchObject({ cluster: 'member-1', ok: false, reason: 'unreachable' });
  }));
