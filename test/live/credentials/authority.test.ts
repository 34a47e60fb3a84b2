import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import type { SimulatedCluster } from '../../access/simulated';
import { textAt } from '../../access/simulated/json';
import { editCluster, type SimulatedFleet, withFleet } from './fleet';
import { withFront } from './front';
import { hostOf } from './names';
import { inProcess } from './process';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const caOf = ({ hub }: SimulatedFleet) =>
  Buffer.from(
    textAt(hub.find('Secret', 'monitoring', 'federation-member-0'), 'data', 'ca.crt') ?? '',
    'base64',
  ).toString();

/** A CA that has signed nothing here. */
const FOREIGN = rootCertificates[0] ?? '';

describe('the CA', () => {
  it('is that of the kubeconfig, where the certificate chains to it over another', () =>
    withFleet({ each: () => ({ serverAuthority: 'intermediate' }) }, async (fleet) => {
      expect((await fleet.connect('--timeout', '5s')).code).toBe(0);
      expect(caOf(fleet)).toBe(fleet.members[0]?.pki.serverAuthority);
    }));

  it('is the one of many that the server needs', () =>
    withFleet(
      {
        context: ({ pki }) => ({
          certificateAuthority: `${rootCertificates.join('\n')}\n${pki.serverAuthority}`,
        }),
      },
      async (fleet) => {
        expect((await fleet.connect('--timeout', '5s')).code).toBe(0);
        expect(caOf(fleet).trim()).toBe(fleet.members[0]?.pki.serverAuthority.trim());
      },
    ));

  it('is said to be unknown, with what was presented, where none verifies', () =>
    withFleet(
      {
        server: ({ url }) => url.replace('127.0.0.1', hostOf('another-name')),
      },
      async (fleet) => {
        const { code, stderr } = await fleet.connect('--timeout', '5s');
        expect(stderr).toMatch(
          /cannot be verified as another-name.simulated.test.*found a certificate for .*DNS:member-0.simulated.test of the issuer member-0-ca, write tls.serverName/,
        );
        expect(code).toBe(1);
      },
    ));

  it('is verified for tls.serverName', () =>
    withFleet(
      {
        server: ({ url }) => url.replace('127.0.0.1', hostOf('another-name')),
        cluster: `tls: { serverName: ${hostOf('member-0')} }`,
      },
      async (fleet) => expect((await fleet.connect('--timeout', '5s')).code).toBe(0),
    ));
});

describe('a server that is out of reach from here', () => {
  const server = () => 'https://no-such-host.invalid:6443';

  it('is proven through the one of the kubeconfig, which is said', () =>
    withFleet({ server }, async (fleet) => {
      const { code, stdout } = await fleet.connect('--timeout', '5s');
      expect(stdout).toMatch(
        /refused 4 of 4 \(proven through https:\/\/127.0.0.1:\d+, as https:\/\/no-such-host.invalid:6443 is out of reach from here; the certificate there is not for no-such-host.invalid, which the hub will want\)/,
      );
      expect(code).toBe(0);
      expect(caOf(fleet)).toBe(fleet.members[0]?.pki.serverAuthority);
    }));
});

/** Puts the true CA where every namespace is told of it. */
const tellNamespaces = (cluster: SimulatedCluster | undefined) =>
  cluster?.put({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kube-root-ca.crt', namespace: 'default' },
    data: { 'ca.crt': cluster.pki.serverAuthority },
  });

describe('a kubeconfig that leads to the cluster over something else', () => {
  it('has another CA than the server: that is the one that the cluster knows itself', () =>
    withFront((front) =>
      withFleet({ context: front.contextOf }, async (fleet) => {
        tellNamespaces(fleet.members[0]);
        const { code } = await fleet.connect('--timeout', '5s');
        expect(code).toBe(0);
        expect(caOf(fleet)).toBe(fleet.members[0]?.pki.serverAuthority);
      }),
    ));

  it('and verifies nothing: what the cluster is said to know is not believed', () =>
    withFront((front) =>
      withFleet({ context: front.contextOf }, async (fleet) => {
        tellNamespaces(fleet.members[0]);
        editCluster(fleet, 'member-0', (entry) => {
          delete entry['certificate-authority-data'];
          entry['insecure-skip-tls-verify'] = true;
        });
        const { code, stderr } = await fleet.connect('--timeout', '5s');
        expect(stderr).toMatch(/cannot be verified as member-0.simulated.test/);
        expect(code).toBe(1);
        expect(caOf(fleet)).toBe('');
      }),
    ));
});

it('nothing is believed unverified, not even with NODE_TLS_REJECT_UNAUTHORIZED=0', () =>
  withFleet({ server: () => 'https://no-such-host.invalid:6443' }, async (fleet) => {
    editCluster(fleet, 'member-0', (entry) => {
      delete entry['certificate-authority-data'];
      entry['insecure-skip-tls-verify'] = true;
    });
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const { code, stderr } = await inProcess(fleet, ['--timeout', '5s'], env);
    expect(stderr).toMatch(/cannot be verified as 127.0.0.1/);
    expect(code).toBe(1);
  }));

it('a public CA is recognised, and only it is delivered', () =>
  withFleet({ server: () => 'https://no-such-host.invalid:6443' }, async (fleet) => {
    editCluster(fleet, 'member-0', (entry) => {
      delete entry['certificate-authority-data'];
    });
    const own = fleet.members[0]?.pki.serverAuthority ?? '';
    const extra = join(fleet.directory, 'extra.pem');
    writeFileSync(extra, own);
    const { stdout, stderr } = await inProcess(fleet, ['--timeout', '5s'], {
      NODE_EXTRA_CA_CERTS: extra,
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('proven: federates 3 samples');
    expect(caOf(fleet).trim()).toBe(own.trim());
  }));

describe('a kubeconfig with the CA of something else', () => {
  it('does not reach the cluster, so that nothing is asked of it', () =>
    withFleet({ context: () => ({ certificateAuthority: FOREIGN }) }, async (fleet) => {
      const { code, stderr } = await fleet.connect('--timeout', '5s');
      expect(stderr).toMatch(/member-0: error: .*its CA is not known/);
      expect(code).toBe(1);
    }));
});

describe('tls.insecureSkipVerify', () => {
  it('takes what CA is known, and warns', () =>
    withFleet(
      {
        server: ({ url }) => url.replace('127.0.0.1', hostOf('another-name')),
        cluster: 'tls: { insecureSkipVerify: true }',
      },
      async (fleet) => {
        const { code, stdout } = await fleet.connect('--timeout', '5s');
        expect(stdout).toContain('whoever answers there gets the credential');
        expect(code).toBe(0);
        expect(caOf(fleet)).toBe(fleet.members[0]?.pki.serverAuthority);
      },
    ));
});

it('a server with a path, as those of Rancher, is asked below it', () =>
  withFleet({ each: () => ({ pathPrefix: '/k8s/clusters/c-m-1' }) }, async (fleet) => {
    const { code, stdout } = await fleet.connect('--timeout', '5s');
    expect(stdout).toContain('proven: federates 3 samples, refused 4 of 4');
    expect(code).toBe(0);
  }));
