import { alertMatchers } from '../../../language/matchers';
import { acceptor } from '../../../language/vector-selector';
import { alertmanagerConfig } from '../../../prometheus/alertmanager/config';
import { hubConfig } from '../../../prometheus/hub';
import { hubRules } from '../../../prometheus/rules/hub';
import { ALL_SEVERITIES } from '../../../prometheus/rules/rule';
import { fleetFile, resolved } from '../../fleet';

const hubOf = (alertmanager: string, more = '') =>
  resolved(fleetFile({ hub: `alertmanager: ${alertmanager}${more && `, ${more}`}` })).hub;

function configOf(alertmanager: string) {
  const { alertmanager: deployed } = hubOf(alertmanager);
  if (!deployed) throw new Error('no Alertmanager');
  return alertmanagerConfig(deployed);
}

const ROUTED =
  '{ config: { route: { receiver: ops, group_wait: 1m, routes: [{ receiver: ops, matchers: [team="a"] }] }, receivers: [{ name: ops }], inhibit_rules: [{ source_matchers: [a="b"], target_matchers: [c="d"] }] } }';

describe('alertmanager.yml', () => {
  it('tells nobody of anything unless somebody is named', () =>
    expect(configOf('{}')).toMatchObject({
      route: { receiver: 'nobody', group_by: ['cluster', 'alertname'] },
      receivers: [{ name: 'nobody' }],
    }));

  it('sends the alert that always fires to the heartbeat alone, once an interval', () => {
    const { route, receivers } = configOf(
      '{ heartbeat: { secret: alive, key: hook, interval: 2m } }',
    );
    expect(route.routes).toEqual([
      {
        matchers: ['alertname="Watchdog"'],
        receiver: 'heartbeat',
        group_wait: '0s',
        group_interval: '2m',
        repeat_interval: '60000ms',
      },
    ]);
    expect(receivers).toContainEqual({
      name: 'heartbeat',
      webhook_configs: [{ url_file: '/etc/alertmanager/secrets/alive/hook', send_resolved: false }],
    });
  });

  it("has the user's routes behind that one, and what they leave out from promfleet", () => {
    const { route, inhibit_rules, receivers } = configOf(ROUTED);
    expect(route).toMatchObject({ receiver: 'ops', group_wait: '1m', repeat_interval: '4h' });
    expect(route.routes?.map(({ receiver }) => receiver)).toEqual(['nobody', 'ops']);
    expect(receivers.map(({ name }) => name)).toEqual(['nobody', 'ops']);
    expect(inhibit_rules.at(-1)).toMatchObject({ source_matchers: ['a="b"'] });
  });

  it('groups by the label that tells members apart', () => {
    const { alertmanager } = hubOf('{}', 'clusterLabel: k8s');
    expect(alertmanager?.route.group_by).toEqual(['k8s', 'alertname']);
  });
});

describe('an alert', () => {
  type Alert = Readonly<Record<string, string>>;
  const { inhibit_rules } = configOf('{}');
  const matches = (matchers: readonly string[], alert: Alert) =>
    matchers
      .flatMap(alertMatchers)
      .every((matcher) => acceptor(matcher)(alert[matcher.name] ?? ''));
  const silences = (source: Alert, target: Alert) =>
    inhibit_rules.some(
      ({ source_matchers, target_matchers, equal = [] }) =>
        matches(source_matchers, source) &&
        matches(target_matchers, target) &&
        equal.every((label) => (source[label] ?? '') === (target[label] ?? '')),
    );
  const named = (alertname: string, more: Alert = {}): Alert => ({
    alertname,
    severity: 'warning',
    cluster: 'one',
    ...more,
  });

  it.each([
    ['ClusterMissing', 'FederationDown', true],
    ['ClusterMissing', 'Other', true],
    ['ClusterMissing', 'ClusterMissing', false],
    ['ClusterMissing', 'Watchdog', false],
    ['FederationDown', 'Other', true],
    ['FederationDown', 'ClusterMissing', false],
    ['FederationDown', 'Watchdog', false],
    ['Other', 'FederationDown', false],
    ['ClusterMissing', 'HubDiskNearlyFull', false],
    ['FederationDown', 'AlertmanagerFailedReload', false],
    ['NodeFilesystemFull', 'NodeFilesystemAlmostFull', true],
    ['NodeFilesystemAlmostFull', 'NodeFilesystemFull', false],
    ['KubePersistentVolumeAlmostFull', 'KubePersistentVolumeFillingUp', true],
  ])('%s silences %s of its cluster: %s', (source, target, expected) => {
    expect(silences(named(source), named(target))).toBe(expected);
    expect(silences(named(source), named(target, { cluster: 'two' }))).toBe(false);
  });

  it('that says what has come silences the one that warned of it, about the same thing alone', () => {
    const full = named('NodeFilesystemFull', { instance: 'node-1', mountpoint: '/' });
    const warned = { ...full, alertname: 'NodeFilesystemAlmostFull' };
    expect(silences(full, warned)).toBe(true);
    expect(silences(full, { ...warned, mountpoint: '/var' })).toBe(false);
    expect(silences(full, { ...warned, instance: 'node-2' })).toBe(false);
  });

  it('that is a drill silences nothing', () => {
    const drill = named('ClusterMissing', { severity: 'critical', drill: 'true' });
    for (const target of ['Other', 'FederationDown']) {
      expect(silences(drill, named(target))).toBe(false);
    }
  });

  it('that is critical silences the less urgent one of the same thing, and of no other', () => {
    const critical = named('Full', { severity: 'critical', instance: 'node-1' });
    const lesser = (more: Alert) =>
      silences(critical, { ...critical, severity: 'warning', ...more });
    expect(lesser({})).toBe(true);
    expect(lesser({ severity: 'info' })).toBe(true);
    expect(lesser({ severity: 'none' })).toBe(false);
    for (const label of ['instance', 'job', 'namespace', 'deployment', 'container', 'alert']) {
      expect(lesser({ [label]: 'another' })).toBe(false);
    }
    expect(lesser({ alertname: 'Slow' })).toBe(false);
    expect(silences(critical, critical)).toBe(false);
  });

  it('of the hub has a severity that matchers know, and those that silence are among them', () => {
    const rules = hubRules(hubOf('{}')).groups.flatMap((group) => group.rules);
    // What is passed on has the severity that it has in the member.
    for (const { labels } of rules) {
      if (labels) expect(ALL_SEVERITIES).toContain(labels.severity);
    }
    const names = rules.map(({ alert }) => alert);
    expect(names).toEqual(expect.arrayContaining(['ClusterMissing', 'FederationDown']));
  });
});

describe('the alerts of the hub', () => {
  const alerting = (alertmanager: string, more = '') =>
    hubConfig(hubOf(alertmanager, more)).alerting;

  it('go to every replica by its name, without what tells the replicas of the hub apart', () =>
    expect(alerting('{ replicas: 2 }', 'replicas: 2')).toEqual({
      alert_relabel_configs: ['prometheus_replica', 'promfleet_job', 'promfleet'].map((regex) => ({
        regex,
        action: 'labeldrop',
      })),
      alertmanagers: [
        {
          follow_redirects: false,
          static_configs: [
            {
              targets: [0, 1].map(
                (one) => `hub-alertmanager-${one}.hub-alertmanager-headless.monitoring.svc:9093`,
              ),
            },
          ],
        },
      ],
    }));

  it('go to Alertmanagers that are there already, as they are reached', () =>
    expect(
      alerting(
        "{ existing: [{ targets: ['192.0.2.1:443'], scheme: https, path_prefix: /am, tls_config: { server_name: am } }, { targets: ['192.0.2.2:9093'] }] }",
      )?.alertmanagers,
    ).toEqual([
      {
        scheme: 'https',
        path_prefix: '/am',
        follow_redirects: false,
        tls_config: { server_name: 'am' },
        static_configs: [{ targets: ['192.0.2.1:443'] }],
      },
      { follow_redirects: false, static_configs: [{ targets: ['192.0.2.2:9093'] }] },
    ]));

  it('go nowhere where there is none', () =>
    expect(alerting('{ enabled: false }')).toBeUndefined());
});
