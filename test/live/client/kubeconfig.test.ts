import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadKubeconfig } from '../../../live/client/kubeconfig';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'promfleet-kubeconfig-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** A kubeconfig with one context, and what its user and cluster have beside what they need. */
const kubeconfig = (name: string, { user = '', cluster = '' } = {}) => `
apiVersion: v1
kind: Config
current-context: ${name}
clusters:
  - name: ${name}
    cluster:
      server: https://${name}.example.com:6443
      ${cluster}
users:
  - name: admin
    user:
      ${user || '{}'}
contexts:
  - name: ${name}
    context: { cluster: ${name}, user: admin }
`;

describe('which kubeconfigs are read', () => {
  it('is the list in KUBECONFIG, of which files may be missing', () => {
    const list = [
      join(directory, 'none'),
      write('a', kubeconfig('a')),
      write('b', kubeconfig('b')),
    ];
    const { contexts, currentContext } = loadKubeconfig({ env: { KUBECONFIG: list.join(':') } });
    expect(contexts.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(currentContext).toBe('a');
  });

  it('is ~/.kube/config without it', () => {
    write('.kube/config', kubeconfig('home'));
    const { contexts } = loadKubeconfig({ env: { HOME: directory } });
    expect(contexts.map(({ name }) => name)).toEqual(['home']);
  });

  it('are those named, all of which have to be there', () => {
    const files = [write('a', kubeconfig('a')), join(directory, 'none')];
    expect(() => loadKubeconfig({ files, env: {} })).toThrow(
      /no kubeconfig, found no file .*none, name/,
    );
  });

  it('has the first of two entries with one name, as kubectl does', () => {
    const first = write('a', kubeconfig('a', { user: 'token: made-up' }));
    const files = [first, write('b', kubeconfig('b', { user: 'username: made-up' }))];
    const logins = loadKubeconfig({ files, env: {} }).contexts.map(({ login }) => login);
    expect(logins).toEqual(['token', 'token']);
  });
});

describe('a context', () => {
  it.each([
    ['certificate', 'client-certificate-data: bWFkZS11cA=='],
    ['token', 'token: made-up'],
    ['exec', 'exec: { command: aws, apiVersion: client.authentication.k8s.io/v1 }'],
    ['authProvider', 'auth-provider: { name: oidc }'],
    ['basic', 'username: made-up'],
    ['none', '{}'],
  ])('logs in by %s', (login, user) => {
    const files = [write('config', kubeconfig('a', { user }))];
    expect(loadKubeconfig({ files, env: {} }).contexts).toMatchObject([{ login }]);
  });

  it('has files relative to the kubeconfig that names them', () => {
    write('clusters/pki/ca.crt', 'made up');
    const config = kubeconfig('a', { cluster: 'certificate-authority: pki/ca.crt' });
    const files = [write('clusters/config', config)];
    expect(loadKubeconfig({ files, env: {} }).ca('a')).toBe('made up');
  });

  it('that is not there is named, with the nearest one that is', () => {
    const files = [write('config', kubeconfig('prod-eu'))];
    expect(() => loadKubeconfig({ files, env: {} }).connection('prod-ue')).toThrow(
      'no context prod-ue in the kubeconfig, did you mean prod-eu?',
    );
  });

  it.each(['as-groups: [admins]', 'as-uid: made-up', 'as-user-extra: { reason: [made-up] }'])(
    'that asks with %s is refused, as not all of it could be asked so',
    async (extra) => {
      const files = [write('config', kubeconfig('a', { user: `{ as: somebody, ${extra} }` }))];
      await expect(loadKubeconfig({ files, env: {} }).connection('a').get('/')).rejects.toThrow(
        `in the name of more than a user, found ${extra.split(':')[0]}, which`,
      );
    },
  );

  it('that names a cluster that is not there is left out', () => {
    const text = kubeconfig('a').replace('cluster: a,', 'cluster: b,');
    expect(loadKubeconfig({ files: [write('config', text)], env: {} }).contexts).toEqual([]);
  });
});

describe('what is no kubeconfig is refused without a word of what stands in it', () => {
  it.each([
    ['not YAML', 'users: [{ user: { token: made-up }'],
    ['clusters.a.cluster.server', kubeconfig('a').replace(/server: .*/, 'token: made-up')],
    ['users.admin.user.token', kubeconfig('a', { user: 'token: [made-up]' })],
  ])('%s', (found, text) => {
    const load = () => loadKubeconfig({ files: [write('config', text)], env: {} });
    expect(load).toThrow(found);
    expect(load).not.toThrow('made-up');
  });
});
