import { checkStatestore } from '../../inventory/schema/statestore';
import type { Check } from '../../language/check';
import { canonicalCidr, checkCidr } from '../../language/cidr';
import {
  checkDigest,
  checkRegistry,
  checkRepository,
  checkTag,
} from '../../language/image-reference';
import { checkQuantity, checkSize, checkVolumeSize } from '../../language/quantity';
import { checkServerUrl, parseServerUrl } from '../../language/server-url';
import { checkRoutePrefix, checkServicePortName } from '../../language/service-port';
import { checkTarget } from '../../language/target';

const HEX = '0123456789abcdef'.repeat(4);

const TABLE: readonly [string, Check, readonly string[], readonly string[]][] = [
  [
    'the URL of an API server',
    checkServerUrl,
    [
      'https://192.0.2.1:6443',
      'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
      'https://rancher.example.com/k8s/clusters/c-m-1',
      'https://rancher.example.com/k8s/clusters/c-m-1/',
      'https://[2001:db8::17]',
      'https://[2001:db8::17]:6443/',
      'https://128.0.0.1',
      'https://localhost.example.com',
      'https://kubernetes',
      'HTTPS://api.example.com',
    ],
    [
      '',
      'https://',
      'https:///path',
      'https:/api',
      'https:api',
      '//api',
      'ftp://api',
      'http://api',
      'api:6443',
      'https://user@api',
      'https://user:secret@api',
      'https://api?x',
      'https://api/?',
      'https://api#x',
      'https://api:',
      'https://api:0',
      'https://api:065',
      'https://api:65536',
      'https://api:6443:6443',
      'https://2001:db8::17',
      'https://[2001:db8::17',
      'https://[fe80::1%25eth0]',
      'https://[192.0.2.1]',
      'https://192.0.2',
      'https://192.0.2.256',
      'https://1',
      'https://127.0.0.1:6443',
      'https://127.8.9.10',
      'https://localhost:6443',
      'https://api.LOCALHOST.',
      'https://[::1]:6443',
      'https://[::ffff:127.0.0.1]',
      'https://[::]',
      'https://0.0.0.0',
      'https://169.254.169.254',
      'https://[fe80::1]',
      'https://0x7f.1',
      'https://-api',
      'https://a..b',
      'https://api example',
      'https://api\\x',
      'https://api\n',
      'https://bücher.example',
      'https://api/a b',
      'https://api/%2e%2e',
      'https://api/a//b',
      'https://api/../b',
      'https://api/.',
      `https://${'a'.repeat(64)}`,
    ],
  ],
  [
    'a target',
    checkTarget,
    ['a:9090', 'a.b.svc:1', '192.0.2.1:65535', '[2001:db8::1]:9090'],
    [
      '',
      'a',
      ':9090',
      'a:',
      'a:0',
      'a:70000',
      'http://a:9090',
      'a:9090/',
      '2001:db8::1:9090',
      'a b:1',
    ],
  ],
  [
    'an address range',
    checkCidr,
    ['10.0.0.0/28', '0.0.0.0/0', '192.0.2.1/32', '2001:db8::/64', '::/0', '2001:db8::1/128'],
    [
      '',
      '10.0.0.5/24',
      '10.0.0.0/4',
      '2001:db8::1/64',
      '::ffff:192.0.2.1/96',
      '10.0.0.0',
      '10.0.0.0/',
      '10.0.0.0/33',
      '10.0.0.0/08',
      '10.0.0/8',
      '010.0.0.0/8',
      '::/129',
      'a/8',
      '10.0.0.0/8 ',
    ],
  ],
  [
    'the name of a Service port',
    checkServicePortName,
    ['http', 'http-web', 'a', '9p', 'ht--tp', 'a'.repeat(63)],
    ['', '9090', 'http_web', 'HTTP', '-http', 'http-', 'a'.repeat(64)],
  ],
  [
    'a quantity',
    checkQuantity,
    ['0', '1e3', '.5Gi', '+5Gi', '5E', '5.Gi', '1E-2', '100n', '50k', '512Ki'],
    ['', '50K', '512ki', '-1', '1e', '5 Gi', '5GB', '.', '+', '8Ei', '1e19'],
  ],
  ['the size of a volume', checkVolumeSize, ['1', '.5Gi'], ['0', '0Gi', '0e3', '+0']],
  [
    'a size of Prometheus',
    checkSize,
    ['64MB', '1.5GB', '7EB', '8191PB', '0B'],
    ['64', '9EB', '99999999999999999999MB'],
  ],
  [
    'a route prefix',
    checkRoutePrefix,
    ['', '/prometheus', '/a/b', '/a.b-c_d~'],
    ['/', 'prometheus', '/prometheus/', '/a//b', '/a?b', '/a#b', '/a b', '/..', '/a/./b'],
  ],
  [
    'the statestore',
    checkStatestore,
    ['/opt/pipeline/statestore', '/a', '/a.b/c_d-e', '/prometheus-tls', '/var/lib/tls'],
    [
      '',
      '/',
      'a',
      '/a/',
      '//a',
      '/a/../b',
      '/a/.',
      '/a b',
      '/a:b',
      '~/a',
      '/é',
      '/prometheus',
      '/etc/prometheus/tls',
      '/var',
    ],
  ],
  [
    'an image repository',
    checkRepository,
    ['prometheus', 'prom/prometheus', 'quay.io/prometheus/prometheus', 'localhost:5000/a__b/c-d.e'],
    [
      '',
      '/a',
      'a/',
      'A',
      'quay.io/A',
      'quay.io/a:v1',
      'quay.io/a@sha256:0',
      'a//b',
      'https://quay.io/a',
      'a_-b',
    ],
  ],
  [
    'an image tag',
    checkTag,
    ['v3.14.0', 'latest', '3', '_a.b-c'],
    ['', '.a', '-a', 'a b', 'a:b', 'a'.repeat(129)],
  ],
  [
    'an image digest',
    checkDigest,
    [`sha256:${HEX}`],
    ['', HEX, `sha256:${HEX.toUpperCase()}`, `sha256:${HEX}0`, 'sha256:', `sha512:${HEX}${HEX}`],
  ],
  [
    'an image registry',
    checkRegistry,
    [
      'registry.internal',
      'registry.internal:5000',
      'registry.internal:5000/mirror/a',
      '192.0.2.1:5000',
      '[2001:db8::1]:5000',
    ],
    [
      '',
      'https://registry.internal',
      'registry.internal/',
      'registry internal',
      'registry:x',
      '/mirror',
      'a/B',
    ],
  ],
];

describe.each(TABLE)('%s', (_what, check, right, wrong) => {
  it.each(right)('can be %j', (value) => expect(check(value)).toBeUndefined());

  it.each(wrong)('cannot be %j', (value) => {
    expect(check(value)).toMatch(/, found .*, write /s);
  });
});

it.each([
  ['10.0.0.5/24', '10.0.0.0/24'],
  ['192.168.255.255/17', '192.168.128.0/17'],
  ['2001:db8:1:2:3:4:5:6/64', '2001:db8:1:2::/64'],
  ['::ffff:192.0.2.1/96', '::ffff:0:0/96'],
])('a range that begins amid others, %s, is meant to be %s', (range, right) =>
  expect(checkCidr(range)).toBe(
    `a range begins at its first address, found "${range}", write ${right}`,
  ),
);

it.each([
  ['10.0.0.0/28', '10.0.0.0/28'],
  ['2001:DB8:0:0::/64', '2001:db8::/64'],
  ['2001:0db8:0:0:1::/80', '2001:db8:0:0:1::/80'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ['::/0', '::/0'],
])('the range %s is written as %s', (range, right) => expect(canonicalCidr(range)).toBe(right));

it.each([
  ['https://api.example.com', 'https://API.example.com.:443/'],
  ['https://[2001:db8::17]:6443', 'https://[2001:DB8:0:0::17]:6443'],
  ['https://192.0.2.1', 'https://[::FFFF:192.0.2.1]:443'],
  ['https://rancher.example.com/k8s/clusters/c-1', 'https://Rancher.example.com/k8s/clusters/c-1/'],
])('%s is the same server as %s', (one, other) =>
  expect(parseServerUrl(one).canonical).toBe(parseServerUrl(other).canonical),
);

describe('a server taken apart', () => {
  it.each([
    ['https://192.0.2.1:6443', '192.0.2.1:6443', ''],
    ['https://api.example.com', 'api.example.com:443', ''],
    ['https://[2001:db8::17]/', '[2001:db8::17]:443', ''],
    ['https://[2001:db8::17]:6443', '[2001:db8::17]:6443', ''],
    [
      'https://rancher.example.com/k8s/clusters/c-1/',
      'rancher.example.com:443',
      '/k8s/clusters/c-1',
    ],
  ])('%s is %s%s', (url, target, pathPrefix) => {
    expect(parseServerUrl(url)).toMatchObject({ target, pathPrefix });
  });

  it('has its host without brackets and its port as a number', () => {
    expect(parseServerUrl('https://[2001:db8::17]:6443')).toMatchObject({
      host: '2001:db8::17',
      port: 6443,
    });
  });
});
