import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { hubConfig } from '../../prometheus/hub';
import { memberSending } from '../../prometheus/member';
import { fleetFile, only, rendered, resolved, resolvedDiagnostics, resolvedMember } from '../fleet';
import { expectValidConfig, itWithPromtool } from '../promtool';

const REMOTE = "remoteWrite: [{ url: 'https://far.example.com/write' }]";
const NEAR = "alertmanagers: [{ static_configs: [{ targets: ['192.0.2.7:9093'] }] }]";

const hubOf = (hub: string, cluster = '') => resolved(fleetFile({ hub, cluster })).hub;
const monitorOf = (monitor: string, cluster = '') => {
  const file = fleetFile({ cluster: `monitor: { ${monitor} }${cluster && `, ${cluster}`}` });
  const found = resolvedMember(file).monitor;
  if (!found) throw new Error('no monitor');
  return found;
};

describe('what is sent elsewhere', () => {
  it('is nothing unless the fleet file says so', () => {
    expect(hubConfig(hubOf(''))).not.toHaveProperty('remote_write');
    expect(memberSending(monitorOf(''))).toEqual({});
  });

  it('goes to nobody that redirects, unless the entry follows', () => {
    const follows = "{ url: 'https://near.example.com', follow_redirects: true }";
    expect(hubConfig(hubOf(REMOTE.replace(']', `, ${follows}]`))).remote_write).toEqual([
      { url: 'https://far.example.com/write', follow_redirects: false },
      { url: 'https://near.example.com', follow_redirects: true },
    ]);
  });

  it("has alerts of the hub go to its own Alertmanager and to the user's", () => {
    const { alerting } = hubConfig(hubOf(`alerting: { ${NEAR} }`));
    expect(alerting?.alertmanagers).toEqual([
      {
        follow_redirects: false,
        static_configs: [
          { targets: ['hub-alertmanager-0.hub-alertmanager-headless.monitoring.svc:9093'] },
        ],
      },
      { follow_redirects: false, static_configs: [{ targets: ['192.0.2.7:9093'] }] },
    ]);
  });

  it('has no label of a member that means nothing to people', () => {
    const rule = 'alert_relabel_configs: [{ target_label: a, replacement: b }]';
    const monitor = `alerting: { ${rule}, ${NEAR} }`;
    const sent = memberSending(monitorOf(monitor, 'federation: { drillDown: true }')).alerting;
    expect(sent?.alert_relabel_configs).toEqual([
      { regex: 'promfleet', action: 'labeldrop' },
      { source_labels: ['scope'], regex: 'raw', target_label: 'scope', replacement: '' },
      { target_label: 'a', replacement: 'b' },
    ]);
  });
});

describe('the ports that the hub reaches', () => {
  it.each([
    [REMOTE, '', [443, 6443]],
    ["remoteWrite: [{ url: 'http://far.example.com:8428/w' }]", '', [6443, 8428]],
    [
      "remoteWrite: [{ url: 'https://far.example.com', proxy_url: 'http://p.internal:3128' }]",
      '',
      [3128, 6443],
    ],
    ["remoteWrite: [{ url: 'http://victoria.apps.svc:8428/w' }]", '', undefined],
    [`alerting: { ${NEAR} }`, '', [6443, 9093]],
    [
      'alerting: { alertmanagers: [{ dns_sd_configs: [{ names: [a.example.com] }] }] }',
      '',
      undefined,
    ],
    ['', "proxyUrl: 'http://proxy.internal:3128'", [3128]],
    ['', "proxyUrl: 'http://[2001:db8::1]'", [80]],
  ])('with %s and %s are %j', (hub, cluster, ports) =>
    expect(hubOf(hub, cluster).egressPorts).toEqual(ports),
  );
});

describe('the proxy of a member', () => {
  const files = rendered(
    fleetFile({
      cluster: "proxyUrl: 'http://proxy.internal:3128', federation: { drillDown: true }",
    }),
  );

  it('is on the way of federation, and of raw series', () => {
    const { data } = only({ jobs: files['hub/federation.k8s.yaml'] ?? [] }, 'ConfigMap');
    const [job] = parse(data['one.yaml']).scrape_configs;
    expect(job.proxy_url).toBe('http://proxy.internal:3128');
    const drilled = only({ drill: files['hub/drill-down.k8s.yaml'] ?? [] }, 'ConfigMap');
    const [read] = parse(drilled.data['prometheus.yml']).remote_read;
    expect(read.proxy_url).toBe('http://proxy.internal:3128');
  });

  it('tells two clusters of one address apart', () => {
    const two = (proxy: string) =>
      [
        'hub: { cluster: home, storage: 1Gi }',
        'clusters:',
        "  - { name: one, server: 'https://10.0.0.1', proxyUrl: 'http://a.internal' }",
        `  - { name: two, server: 'https://10.0.0.1', proxyUrl: '${proxy}' }`,
      ].join('\n');
    const codes = (proxy: string) => resolvedDiagnostics(two(proxy)).map(({ code }) => code);
    expect(codes('http://b.internal')).toEqual([]);
    expect(codes('http://a.internal')).toEqual(['duplicate-server']);
  });
});

itWithPromtool('promtool takes every key of both', () => {
  const files = rendered(readFileSync('test/fixtures/every-key.yaml', 'utf8'));
  for (const path of ['hub', 'clusters/one']) {
    const config = files[`${path}/prometheus-config.k8s.yaml`] ?? [];
    const { data } = only({ config }, 'ConfigMap');
    const {
      rule_files: _,
      scrape_config_files: __,
      scrape_configs,
      ...sent
    } = parse(data['prometheus.yml']);
    expect(Object.keys(sent)).toEqual(expect.arrayContaining(['alerting', 'remote_write']));
    expectValidConfig({ 'config/prometheus.yml': JSON.stringify(sent) });
  }
});
