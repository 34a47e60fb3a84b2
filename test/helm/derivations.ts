import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { canonicalCidr } from '../../language/cidr';
import { durationMs, longest, shorter } from '../../language/duration';
import { bytesOf } from '../../language/quantity';
import { parseServerUrl } from '../../language/server-url';
import { DEPLOYABLES } from '../../model/components';
import { imageReference, prometheusFeatures, prometheusUser } from '../../model/images';
import { objectLabels } from '../../model/labels';
import { bucket } from '../../model/spread';
import { helmTemplate } from './helm';
import type { Parity } from './parity';

const DURATIONS = [
  '15s',
  '7s',
  '1m',
  '60s',
  '1h30m',
  '1d12h',
  '2w',
  '1y',
  '90ms',
  '1m1s1ms',
  '100y',
];

const QUANTITIES = [
  '50Gi',
  '1.5Ti',
  '600Mi',
  '1e9',
  '2E9',
  '1E',
  '3k',
  '128974848',
  '129e6',
  '123Mi',
  '0.5Gi',
  '+7G',
  '1000m',
  '1001m',
  '.5Gi',
  '5.Ki',
  '1Pi',
];

const RANGES = [
  '10.0.0.0/28',
  '0.0.0.0/0',
  '2001:DB8:0:0::/64',
  '2001:db8:0:0:1:0:0:0/80',
  '2001:0db8:0001:0000:0001:0:0:0/77',
  '1:0:0:2:3:0:0:4/128',
  '1:0:2:0:3:0:4:0/127',
  '::/0',
  '::1/128',
  'fe80::/10',
  '::ffff:10.0.0.0/104',
  '::FFFF:0a00:0/112',
  '::ffff:0:0/90',
  '64:ff9b::192.0.2.0/120',
];

const SERVERS = [
  'https://192.0.2.1',
  'https://192.0.2.1:6443',
  'HTTPS://Api.Example.com/',
  'https://[2001:db8::1]',
  'https://[2001:db8::1]:8443/a/b/',
  'https://rancher.example.com/k8s/clusters/c-m-1',
  'https://a.b:443/x:1/y',
  'https://a.b.:1',
];

const TAGS = [
  'v3.14.0',
  '3.11.9',
  'v3.12.0-distroless',
  'v3.9.1',
  'v4.0.0',
  'latest',
  'v3',
  '-x-',
  'vault',
  `v1.0.0-${'a'.repeat(70)}.`,
  'v3.10',
];

const NAMES = Array.from({ length: 200 }, (_, index) => `cluster-${index}`);

/** What helpers have to give, by an expression that calls one of them. */
function expectations(): Map<string, unknown> {
  const call = (name: string, argument: string) => `include "promfleet.${name}" ${argument}`;
  const text = (value: unknown) => JSON.stringify(value);
  const tag = (of: string) => ({ prometheus: { tag: of } });
  const images = (of: string) =>
    `(${call('images', `(dict "overrides" (dict "prometheus" (dict "tag" ${text(of)})))`)} | fromJson)`;
  const version = (of: string) =>
    objectLabels(DEPLOYABLES.prometheus, 'x', of)['app.kubernetes.io/version'];
  return new Map<string, unknown>([
    ...DURATIONS.map(
      (one) => [`${call('durationMs', text(one))} | int64`, durationMs(one)] as const,
    ),
    ...DURATIONS.flatMap((one) =>
      DURATIONS.flatMap((other) => [
        [call('shorter', `(list ${text(one)} ${text(other)})`), shorter(one, other)] as const,
        [call('longest', `(list ${text(one)} ${text(other)})`), longest([one, other])] as const,
      ]),
    ),
    ...QUANTITIES.map((one) => [`${call('bytesOf', text(one))} | int64`, bytesOf(one)] as const),
    ...RANGES.map((one) => [call('canonicalCidr', text(one)), canonicalCidr(one)] as const),
    ...SERVERS.map((one) => {
      const { target, pathPrefix } = parseServerUrl(one);
      return [`${call('parseServerUrl', text(one))} | fromJson`, { target, pathPrefix }] as const;
    }),
    ...TAGS.flatMap((one) => [
      [`${call('prometheusUser', text(one))} | int64`, prometheusUser(one)] as const,
      [`${call('prometheusFeatures', text(one))} | fromJson`, prometheusFeatures(one)] as const,
      [`${images(one)}.prometheus.reference`, imageReference('prometheus', tag(one))] as const,
      [`${images(one)}.prometheus.version`, version(one) ?? ''] as const,
    ]),
    ...NAMES.map((name) => {
      return [call('bucket', text(name)), bucket(name)] as const;
    }),
  ]);
}

/** How what the helpers of a chart derive differs from what the model derives; and of how many. */
export async function derivations({ helm, chartAt, directory }: Parity) {
  const chart = join(directory, 'derivations');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: derivations\nversion: 0.1.0\n');
  writeFileSync(join(chart, 'values.yaml'), '{}\n');
  for (const name of ['promfleet-monitor', 'promfleet-hub'] as const) {
    const helpers = join(chartAt(name), 'templates', '_helpers.tpl');
    cpSync(helpers, join(chart, 'templates', `_${name}.tpl`));
  }
  const expected = expectations();
  const lines = [...expected.keys()].map((one) => `- {{ ${one} | toJson }}`);
  writeFileSync(join(chart, 'templates', 'all.yaml'), `kind: List\nitems:\n${lines.join('\n')}\n`);
  const printed = await helmTemplate(helm, chart, join(chart, 'values.yaml'));
  const found = [...printed.matchAll(/^- (.*)$/gm)].map(([, one = '']) => JSON.parse(one));
  const differing = [...expected].flatMap(([expression, value], index) =>
    isDeepStrictEqual(found[index], value)
      ? []
      : [`${expression}: ${JSON.stringify(value)} is ${JSON.stringify(found[index])}`],
  );
  return { count: expected.size, differing };
}
