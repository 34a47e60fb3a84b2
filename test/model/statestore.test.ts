import { fleetFile, rendered, resolved, resolvedDiagnostics, resolvedMember } from '../fleet';

const SHARED = 'statestoreLayout: shared';

const job = (cluster: string, hub = '') =>
  resolvedMember(fleetFile({ cluster, hub })).job.credentials;

describe('credentials in a Secret of the member', () => {
  it('of a client certificate are files named as the original system named them', () =>
    expect(job('')).toEqual({
      secretName: 'federation-one',
      items: [
        { content: 'ca', key: 'ca.crt', path: 'one/certificate-authority-data.pem' },
        { content: 'certificate', key: 'tls.crt', path: 'one/client-certificate-data.pem' },
        { content: 'key', key: 'tls.key', path: 'one/client-key-data.pem' },
      ],
      caFile: '/opt/pipeline/statestore/one/certificate-authority-data.pem',
      certFile: '/opt/pipeline/statestore/one/client-certificate-data.pem',
      keyFile: '/opt/pipeline/statestore/one/client-key-data.pem',
      expirationSeconds: 90 * 24 * 3600,
    }));

  it('of a token are the token and the CA, and no certificate', () =>
    expect(job('auth: { type: serviceAccountToken, secretName: mine }')).toEqual({
      secretName: 'mine',
      items: [
        { content: 'ca', key: 'ca.crt', path: 'one/certificate-authority-data.pem' },
        { content: 'token', key: 'token', path: 'one/token' },
      ],
      caFile: '/opt/pipeline/statestore/one/certificate-authority-data.pem',
      tokenFile: '/opt/pipeline/statestore/one/token',
    }));
});

/** By the SHA-256 of `one`, see spread.test.ts. */
describe('credentials in a Secret that members share', () => {
  it('of a client certificate are keys, and so files, that begin with the name of the cluster', () =>
    expect(job('', `${SHARED}, release: watch`)).toEqual({
      secretName: 'watch-statestore-13',
      items: [
        {
          content: 'ca',
          key: 'one.certificate-authority-data.pem',
          path: '13/one.certificate-authority-data.pem',
        },
        {
          content: 'certificate',
          key: 'one.client-certificate-data.pem',
          path: '13/one.client-certificate-data.pem',
        },
        { content: 'key', key: 'one.client-key-data.pem', path: '13/one.client-key-data.pem' },
      ],
      caFile: '/opt/pipeline/statestore/13/one.certificate-authority-data.pem',
      certFile: '/opt/pipeline/statestore/13/one.client-certificate-data.pem',
      keyFile: '/opt/pipeline/statestore/13/one.client-key-data.pem',
      expirationSeconds: 90 * 24 * 3600,
    }));

  it('of a token are the token and the CA', () =>
    expect(job('auth: { type: serviceAccountToken }', SHARED)).toMatchObject({
      secretName: 'hub-statestore-13',
      items: [
        { content: 'ca', key: 'one.certificate-authority-data.pem' },
        { content: 'token', key: 'one.token', path: '13/one.token' },
      ],
      tokenFile: '/opt/pipeline/statestore/13/one.token',
    }));
});

describe('how long credentials live', () => {
  it.each([
    ['a client certificate, unless told otherwise, 90 days', '', 7_776_000],
    ['a client certificate', 'auth: { expiration: 10m }', 600],
    ['a token', 'auth: { type: serviceAccountToken, expiration: 1h30m }', 5400],
    ['a token, unless told otherwise, for good', 'auth: { type: serviceAccountToken }', undefined],
  ])('%s', (_, cluster, seconds) => expect(job(cluster).expirationSeconds).toBe(seconds));

  it('is overridden by a cluster', () => {
    const text = fleetFile({
      defaults: 'auth: { expiration: 30d }',
      cluster: 'auth: { expiration: 1d }',
    });
    expect(resolvedMember(text).job.credentials.expirationSeconds).toBe(24 * 3600);
  });
});

describe('the context of a kubeconfig', () => {
  const contexts = (text: string) => {
    const { hub, members } = resolved(text);
    return [hub.kubeContext, ...members.map(({ kubeContext }) => kubeContext)];
  };

  it('is named as its cluster', () =>
    expect(contexts(fleetFile())).toEqual(['control-plane', 'one']));

  it('is whatever is written, and no part of any manifest', () => {
    const arn = 'arn:aws:eks:eu-west-1:123456789012:cluster/prod';
    const text = fleetFile({ hub: `kubeContext: 'ops@hub'`, cluster: `kubeContext: '${arn}'` });
    expect(contexts(text)).toEqual(['ops@hub', arn]);
    expect(rendered(text)).toEqual(rendered(fleetFile()));
  });
});

describe('the size of the Secrets that members share', () => {
  const fleet = (hub: string, members: number) =>
    [
      `hub: { cluster: control-plane, storage: 1Gi${hub && `, ${hub}`} }`,
      'clusters:',
      ...Array.from(
        { length: members },
        (_, index) => `  - { name: c${index}, server: 'https://c${index}.test' }`,
      ),
    ].join('\n');
  const found = (hub: string, members: number) =>
    resolvedDiagnostics(fleet(hub, members)).map(({ path, message }) => [path.join('.'), message]);

  it('is warned of, with the fullest', () =>
    expect(found(SHARED, 11_000)).toEqual([
      [
        'hub.statestoreLayout',
        expect.stringMatching(
          /found 3\d\d members in hub-statestore-\d\d where 341 of 3072 bytes fit, split the fleet over several hubs of 8500 at most$/,
        ),
      ],
    ]));

  it('is fine with as many members as the warning says', () =>
    expect(found(SHARED, 8_500)).toEqual([]));

  it('means nothing where each member has its own', () => expect(found('', 11_000)).toEqual([]));
});
