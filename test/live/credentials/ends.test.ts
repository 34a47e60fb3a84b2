import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { parse } from 'yaml';
import { ApiConnection } from '../../../live/client/connection';
import { Resources } from '../../../live/client/resources';
import { recordEnds } from '../../../live/credentials/ends/record';
import { credentialEndsConfigMap } from '../../../model/spread';
import type { CredentialEnd } from '../../../prometheus/rules/credential-ends';
import { type SimulatedCluster, withSimulatedCluster } from '../../access/simulated';
import { at, type Fields, type KubeObject, textAt } from '../../access/simulated/json';
import { fleetFile, resolved } from '../../fleet';
import { itWithPromtool, runPromtool } from '../../promtool';
import { fleetText, type SimulatedFleet, withFleet } from './fleet';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const NAMESPACE = 'monitoring';
const DAY = 24 * 3600;
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } };

const nameOf = (cluster: string) => credentialEndsConfigMap(cluster, 'hub');
const configMapOf = (hub: SimulatedCluster, cluster: string): KubeObject | undefined =>
  hub.find('ConfigMap', NAMESPACE, nameOf(cluster));
const textOf = (hub: SimulatedCluster, cluster: string): string =>
  textAt(configMapOf(hub, cluster), 'data', `${nameOf(cluster)}.yml`) ?? '';

/** What the hub records of a cluster: values by the names of the series. */
function recorded(hub: SimulatedCluster, cluster: string): Record<string, number> {
  const { groups = [] } = parse(textOf(hub, cluster)) ?? {};
  const rules: Fields[] = groups.flatMap((group: Fields) => group.rules);
  return Object.fromEntries(
    rules
      .filter(({ labels }) => textAt(labels, 'cluster') === cluster)
      .map(({ record, expr, labels }) => [
        `${record}{${textAt(labels, 'type')}}`,
        Number(/^vector\((\d+)\)$/.exec(String(expr))?.[1]),
      ]),
  );
}

const expiryOf = ({ hub }: SimulatedFleet, cluster: string): number => {
  const base64 = textAt(hub.find('Secret', NAMESPACE, `federation-${cluster}`), 'data', 'tls.crt');
  const { validTo } = new X509Certificate(Buffer.from(base64 ?? '', 'base64'));
  return Date.parse(validTo) / 1000;
};

const EXPIRY = 'federation_credential_expiry_timestamp_seconds{certificate}';
const RENEWAL = 'federation_credential_renewal_timestamp_seconds{certificate}';

describe('the hub is told when credentials end', () => {
  it('as their certificates say it, and two weeks before', () =>
    withFleet({ count: 2 }, async (fleet) => {
      expect((await fleet.connect('--timeout', '5s')).stderr).toBe('');
      for (const cluster of ['member-0', 'member-1']) {
        const end = expiryOf(fleet, cluster);
        expect(recorded(fleet.hub, cluster)).toEqual({ [EXPIRY]: end, [RENEWAL]: end - 14 * DAY });
      }
      const { metadata } = configMapOf(fleet.hub, 'member-0') ?? {};
      expect(metadata?.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'promfleet' });
      expect(metadata?.managedFields?.map(({ manager }) => manager)).toEqual([
        'promfleet:credential-ends',
      ]);
    }));

  it('in the last third of their life, where that is shorter', () =>
    withFleet({ cluster: 'auth: { expiration: 6d }' }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const { [EXPIRY]: end = 0, [RENEWAL]: renewal = 0 } = recorded(fleet.hub, 'member-0');
      expect(Math.abs(end - renewal - 2 * DAY)).toBeLessThan(10 * 60);
    }));

  it('of tokens, too, but not of those that do not end', () =>
    withFleet(
      { cluster: 'auth: { type: serviceAccountToken, expiration: 10d }' },
      async (fleet) => {
        await fleet.connect('--timeout', '5s');
        expect(Object.keys(recorded(fleet.hub, 'member-0'))).toEqual([
          'federation_credential_expiry_timestamp_seconds{token}',
          'federation_credential_renewal_timestamp_seconds{token}',
        ]);
        const endless = { cluster: 'auth: { type: serviceAccountToken }' };
        writeFileSync(fleet.fleetPath, fleetText(fleet.members, endless));
        await fleet.connect('--timeout', '5s');
        expect(recorded(fleet.hub, 'member-0')).toEqual({});
      },
    ));

  it('of those that are left alone as well: a new version is run once', () =>
    withFleet({ hubCluster: { objects: [namespace, pod('hub-0')] } }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const before = recorded(fleet.hub, 'member-0');
      forget(fleet.hub, 'member-0');
      expect(recorded(fleet.hub, 'member-0')).toEqual({});
      const refreshed = () => at(fleet.hub.find('Pod', NAMESPACE, 'hub-0'), 'metadata');
      const old = refreshed();
      expect((await fleet.connect('--timeout', '5s')).stdout).toContain('left alone');
      expect(recorded(fleet.hub, 'member-0')).toEqual(before);
      expect(refreshed()).not.toEqual(old);
    }));

  it('and nothing is written where nothing is new', () =>
    withFleet({ hubCluster: { objects: [namespace, pod('hub-0')] } }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const before = [
        configMapOf(fleet.hub, 'member-0'),
        fleet.hub.find('Pod', NAMESPACE, 'hub-0'),
      ];
      await fleet.connect('--timeout', '5s');
      expect([
        configMapOf(fleet.hub, 'member-0'),
        fleet.hub.find('Pod', NAMESPACE, 'hub-0'),
      ]).toEqual(before);
    }));

  it('of nobody with --dry-run, nor with --to file', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--dry-run');
      await fleet.connect('--timeout', '5s', '--to', 'file', '--dir', `${fleet.directory}/keys`);
      expect(configMapOf(fleet.hub, 'member-0')).toBeUndefined();
    }));

  itWithPromtool('in rules that Prometheus takes, with and without anybody in them', () =>
    withFleet({}, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const full = textOf(fleet.hub, 'member-0');
      await fleet.connect('--yes', '--timeout', '3s', '--revoke', 'member-0');
      const empty = textOf(fleet.hub, 'member-0');
      const files = { 'full.yml': full, 'empty.yml': empty };
      const { ok, output } = runPromtool(['check', 'rules', 'full.yml', 'empty.yml'], files);
      expect(output).toMatch(/full.yml\n +SUCCESS: 2 rules found/);
      expect(output).toMatch(/empty.yml\n +SUCCESS: 0 rules found/);
      expect(ok).toBe(true);
    }),
  );
});

describe('what the hub was told', () => {
  it('stays of those that are not connected now, or could not be', () =>
    withFleet({ count: 4 }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const all = () => ['member-1', 'member-3'].map((name) => recorded(fleet.hub, name));
      const [first, other] = all();
      expect(nameOf('member-1')).toBe(nameOf('member-3'));
      await fleet.members[1]?.disconnect();
      await fleet.connect('--timeout', '5s', '--renew', '--only', 'member-1');
      await fleet.connect('--timeout', '5s', '--renew', '--only', 'member-0');
      expect(all()).toEqual([first, other]);
    }));

  it('goes with a member that has left the fleet file', () =>
    withFleet({ count: 4 }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      writeFileSync(fleet.fleetPath, fleetText(fleet.members.slice(2), {}));
      await fleet.connect('--timeout', '5s', '--only', 'member-2');
      expect(recorded(fleet.hub, 'member-1')).toEqual({});
      expect(recorded(fleet.hub, 'member-3')).toHaveProperty([EXPIRY]);
    }));

  it('goes with what is revoked, also where the cluster does not answer', () =>
    withFleet({ count: 2 }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      await fleet.members[1]?.disconnect();
      const names = ['--revoke', 'member-0', 'member-1'];
      const { code } = await fleet.connect('--yes', '--timeout', '3s', ...names);
      expect(code).toBe(1);
      for (const { name } of fleet.members) expect(recorded(fleet.hub, name)).toEqual({});
    }));

  it('is what promfleet has written, and nothing that others put beside it', () =>
    withFleet({ count: 2 }, async (fleet) => {
      await fleet.connect('--timeout', '5s');
      const file = `${nameOf('member-0')}.yml`;
      const written = textOf(fleet.hub, 'member-0');
      const rewritten = async (text: string) => {
        const data = { [file]: text, 'more.yml': text };
        fleet.hub.put({ ...configMapOf(fleet.hub, 'member-0'), data });
        await fleet.connect('--timeout', '5s', '--only', 'member-1');
        return configMapOf(fleet.hub, 'member-0')?.data;
      };
      const more = '  - { name: x, rules: [{ alert: Forged, expr: up }] }\n';
      expect(await rewritten(written + more)).toEqual({ [file]: written });
      const forged = written.replace(/vector\(\d+\)/, 'vector(1) or up');
      expect(await rewritten(forged)).toEqual({ [file]: 'groups: []\n' });
    }));
});

describe('a hub that is not told', () => {
  const adminRules = [
    { apiGroups: [''], resources: ['namespaces', 'secrets', 'pods'], verbs: ['*'] },
  ];

  it('gets credentials all the same, and one line says what it lacks', () =>
    withFleet({ count: 2, hubCluster: { adminRules } }, async ({ connect }) => {
      const { code, stderr } = await connect('--timeout', '5s');
      expect(stderr).toMatch(
        /^warning: the hub is not told when credentials end: GET .*found 403.*; allow get, create and update of ConfigMaps in monitoring, as docs\/connect.md has it\n$/,
      );
      expect(code).toBe(0);
      const { stdout } = await connect('--timeout', '5s', '--output', 'json');
      expect(JSON.parse(stdout)).toMatchObject({
        ok: true,
        notes: [expect.stringContaining('the hub is not told when credentials end')],
      });
    }));

  it('keeps a ConfigMap of that name that is not promfleet’s', () => {
    const metadata = { name: nameOf('member-0'), namespace: NAMESPACE };
    const theirs = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { mine: 'x' } };
    return withFleet({ hubCluster: { objects: [namespace, theirs] } }, async (fleet) => {
      const { code, stderr } = await fleet.connect('--timeout', '5s');
      expect(stderr).toMatch(
        /ConfigMap hub-credential-ends-00 is not promfleet's, found it without/,
      );
      expect(code).toBe(0);
      expect(configMapOf(fleet.hub, 'member-0')?.data).toEqual({ mine: 'x' });
    });
  });
});

it('of runs at the same time none takes away what another has told', () => {
  const names = Array.from({ length: 60 }, (_, index) => `member-${index}`);
  const together = names.filter((name) => nameOf(name) === nameOf('member-1')).slice(0, 5);
  expect(together).toHaveLength(5);
  const { hub } = resolved(fleetFile());
  return withSimulatedCluster({ name: 'hub', objects: [namespace] }, async (cluster) => {
    const { pki, url } = cluster;
    const runs = together.map((name, index) => {
      const end: CredentialEnd = { cluster: name, type: 'token', expires: index, renewal: 0 };
      const agent = new Agent({ ca: pki.serverAuthority, ...pki.admin });
      const connection = new ApiConnection(url, async () => ({ server: url, agent }));
      const ends = { clusters: new Set(names), found: new Map([[name, end]]) };
      return recordEnds(hub, new Resources(connection), ends).finally(() => connection.close());
    });
    expect(await Promise.all(runs)).toEqual(together.map(() => ({ changed: true })));
    for (const [index, name] of together.entries()) {
      expect(recorded(cluster, name)).toMatchObject({
        'federation_credential_expiry_timestamp_seconds{token}': index,
      });
    }
  });
});

const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: NAMESPACE,
    labels: { app: 'prometheus', component: 'prometheus-server', release: 'hub' },
  },
});

/** Empties the ConfigMap of a cluster, as if no version had written one. */
function forget(hub: SimulatedCluster, cluster: string): void {
  hub.put({ ...configMapOf(hub, cluster), data: {} });
}
