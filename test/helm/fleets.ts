import { readFileSync } from 'node:fs';
import { EVERY_KEY, EXAMPLE, sharing, unpatched } from '../fuzz/base';

/** A fleet of one member around the part that it is about. */
const fleet = ({ hub = '', cluster = '', more = '' } = {}) =>
  [
    `hub: { cluster: home, release: hub, namespace: monitoring${hub && `, ${hub}`} }`,
    ...(more ? [more] : []),
    'clusters:',
    `  - { name: one, server: 'https://192.0.2.1:6443'${cluster && `, ${cluster}`} }`,
  ].join('\n');

const members = (count: number) =>
  [
    'hub: { cluster: home, storage: 50Gi }',
    'defaults: { labels: { environment: production } }',
    'clusters:',
    ...Array.from(
      { length: count },
      (_, index) =>
        `  - { name: member-${index}, server: 'https://192.0.2.${index}:${6443 + (index % 3)}', labels: { region: r-${index % 4} } }`,
    ),
  ].join('\n');

const ALL_OFF =
  'pushgateway: false, nodeExporter: false, kubeStateMetrics: false, statsdExporter: false, networkPolicies: false, createNamespace: false';

const SOURCE =
  "federateFrom: [{ name: other-one, targets: ['192.0.2.9:9090'], match: ['{job=\"x\"}'] }]";

const JOB =
  "scrapeConfigs: [{ job_name: 'a.b|c', static_configs: [{ targets: ['192.0.2.8:80'] }], relabel_configs: [{ target_label: zone, replacement: a }] }]";

const RULES =
  "rules: [{ name: g, rules: [{ record: 'a:b', expr: up }, { alert: A, expr: 'up == 0', annotations: { summary: '{{ $labels.job }} {{ printf \"%.2f\" $value }}' } }] }]";

const RECEIVERS =
  "config: { global: { resolve_timeout: 10m, smtp_smarthost: 'mail.example.com:587', smtp_from: a@example.com }, route: { receiver: ops, group_by: ['...'], repeat_interval: 1h, routes: [{ receiver: team, matchers: ['team=\"a\"'], mute_time_intervals: [night] }] }, receivers: [{ name: ops, email_configs: [{ to: b@example.com, text: '{{ .CommonLabels.alertname }}' }] }, { name: team, webhook_configs: [{ url_file: /etc/alertmanager/secrets/team/url }] }], inhibit_rules: [{ source_matchers: ['a=\"b\"'], target_matchers: ['c=\"d\"'], equal: [e] }], time_intervals: [{ name: night, time_intervals: [{ times: [{ start_time: '00:00', end_time: '06:00' }] }] }] }";

const SPREAD =
  'topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }, { maxSkew: 2, topologyKey: host, whenUnsatisfiable: DoNotSchedule, labelSelector: { matchLabels: {} } }]';

const PLACED = `nodeSelector: { pool: watch }, tolerations: [{ operator: Exists }, { key: a, value: "b", effect: NoExecute, tolerationSeconds: 5 }], affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [{ key: a, operator: Exists }] } }] } }, priorityClassName: high, ${SPREAD}`;

const CALLED =
  "podAnnotations: { a.b/c: 'true' }, podLabels: { d: 'off' }, commonLabels: { e: '1' }, commonAnnotations: { f: 'g: \"h\"' }";

const TOLD =
  "args: [--query.timeout=1m, '--web.page-title={{ x }}'], externalUrl: 'https://a.example.com/p', externalLabels: { dc: '$x', team: b }";

/** Fleets that show one thing each, by what they show. */
export const FLEETS: Readonly<Record<string, string>> = {
  'the shipped fleet': readFileSync('fleet.yaml', 'utf8'),
  'the example of every setting': unpatched(EXAMPLE),
  'every key': unpatched(EVERY_KEY),
  'every key, and a statestore that members share': sharing(unpatched(EVERY_KEY)),
  'one member and nothing said': fleet(),
  'three members': members(3),
  'fifty members': members(50),
  'one member of a statestore that members share': sharing(fleet()),
  'fifty members that share the statestore, one with a token': sharing(
    `${members(49)}\n  - { name: other, server: 'https://192.0.2.99', auth: { type: serviceAccountToken } }`,
  ),
  'raw series while a critical alert fires': fleet({
    cluster: `federation: { detail: [up, 'kube_pod_status_phase{namespace=~"shop|a\\\\.b", phase!="Running"}'] }`,
  }),
  'everything of a monitor switched off': fleet({ cluster: `monitor: { ${ALL_OFF} }` }),
  'everything of a hub switched off': fleet({
    hub: 'networkPolicies: false, createNamespace: false, grafana: { enabled: false }, alertmanager: { enabled: false }',
  }),
  'everything of a monitor switched on': fleet({
    cluster:
      'monitor: { statsdExporter: true, replicas: 3, storage: 10Gi, storageClass: fast, kubelet: { insecureSkipVerify: true } }',
  }),
  'a hub with replicas, volumes and limits': fleet({
    hub: "replicas: 3, storage: 1.5Ti, storageClass: fast, evaluationInterval: 2m, grafana: { storage: 1Gi }, resources: { limits: { cpu: '2' } }",
  }),
  'an Alertmanager with routes and receivers': fleet({
    hub: `alertmanager: { secrets: [team], ${RECEIVERS} }`,
  }),
  'an Alertmanager with replicas, volumes, limits and a heartbeat': fleet({
    hub: "replicas: 2, storageClass: slow, alertmanager: { replicas: 3, retention: 5d, storage: 1Gi, secrets: [a], heartbeat: { secret: a, interval: 5m }, resources: { limits: { cpu: '1' } } }",
  }),
  'a heartbeat and nobody else': fleet({
    hub: 'alertmanager: { heartbeat: { secret: alive, key: the.url } }',
  }),
  'no Alertmanager': fleet({ hub: 'alertmanager: { enabled: false }' }),
  'Alertmanagers that are there already': fleet({
    hub: "secrets: [am], alertmanager: { existing: [{ targets: ['192.0.2.5:9093', '192.0.2.6:443'], scheme: https, path_prefix: /am, tls_config: { ca_file: /etc/prometheus/secrets/am/ca.crt } }, { targets: ['am.obs.svc:9093'] }] }",
  }),
  'samples and alerts that are sent elsewhere, by the hub': fleet({
    hub: "secrets: [far], remoteWrite: [{ url: 'https://far.example.com/w', basic_auth: { username: a, password_file: /etc/prometheus/secrets/far/p } }, { url: 'http://[2001:db8::1]:8428/w', follow_redirects: true, queue_config: { capacity: 1000000 } }], alerting: { alertmanagers: [{ static_configs: [{ targets: ['192.0.2.7:9093'] }] }] }",
  }),
  'alerts that others alone are told of': fleet({
    hub: "alertmanager: { enabled: false }, alerting: { alert_relabel_configs: [{ target_label: a, replacement: b }], alertmanagers: [{ static_configs: [{ targets: ['192.0.2.7:9093'] }], proxy_url: 'http://proxy.internal' }] }, remoteWrite: [{ url: 'http://far.example.com', proxy_url: 'https://p.internal', oauth2: { client_id: a, client_secret_file: /etc/ssl/certs/x, token_url: 'https://login.example.com:8443/t' } }]",
  }),
  'Alertmanagers that are found': fleet({
    hub: 'alerting: { alertmanagers: [{ dns_sd_configs: [{ names: [a.example.com] }] }] }',
  }),
  'samples and alerts that are sent elsewhere, by a member': fleet({
    cluster:
      "federation: { drillDown: true }, monitor: { remoteWrite: [{ url: 'http://v.apps.svc:8428/w', name: near, write_relabel_configs: [{ action: labeldrop, regex: scope }] }], alerting: { alert_relabel_configs: [{ target_label: a, replacement: b }], alertmanagers: [{ static_configs: [{ targets: ['192.0.2.7:9093'] }] }] } }",
  }),
  'members behind proxies': [
    'hub: { cluster: home }',
    'defaults: { proxyUrl: "http://proxy.internal:3128" }',
    'clusters:',
    "  - { name: one, server: 'https://192.0.2.1:6443', federation: { drillDown: true } }",
    "  - { name: two, server: 'https://192.0.2.1:6443', proxyUrl: 'http://[2001:db8::5]' }",
  ].join('\n'),
  'raw series of some members on demand': [
    'hub: { cluster: home, networkPolicies: true }',
    'clusters:',
    "  - { name: one, server: 'https://192.0.2.1:6443', federation: { drillDown: true }, labels: { tier: a } }",
    "  - { name: two, server: 'https://192.0.2.2/k8s/x', auth: { type: serviceAccountToken }, tls: { serverName: two.internal }, federation: { drillDown: true }, monitor: { existing: { service: p, namespace: obs, port: web, jobs: [a] } } }",
    "  - { name: three, server: 'https://192.0.2.3' }",
  ].join('\n'),
  'raw series of a member that shares the statestore': sharing(
    fleet({ hub: 'replicas: 2', cluster: 'federation: { drillDown: true }' }),
  ),
  'nothing but the federation of a member': fleet({ cluster: 'monitor: { federateOnly: true }' }),
  'that, and raw series on demand, for known API servers': fleet({
    more: 'images: { kubeRbacProxy: { tag: v0.22.2 } }',
    cluster:
      'federation: { drillDown: true }, monitor: { federateOnly: true, apiServerCidrs: [10.0.0.0/28], release: watch }',
  }),
  'a front for those who bring no Prometheus': [
    'hub: { cluster: home, imageRegistry: registry.internal }',
    'defaults: { monitor: { federateOnly: true } }',
    'clusters:',
    "  - { name: one, server: 'https://192.0.2.1:6443' }",
    "  - { name: two, server: 'https://192.0.2.2', monitor: { existing: { service: p, namespace: obs, port: web, jobs: [a] } } }",
    "  - { name: three, server: 'https://192.0.2.3', monitor: { federateOnly: false, networkPolicies: false } }",
  ].join('\n'),
  'groups, and nulls that undo what they and the defaults say': [
    'hub: { cluster: home }',
    "defaults: { labels: { tier: a, team: x }, federation: { interval: 30s, match: ['{job=\"x\"}'] }, monitor: { storage: 1Gi, retention: 12h, nodeLabels: [a], jobs: [x], resources: { requests: { memory: 1Gi } }, rules: [{ name: g, rules: [{ record: 'a:b', expr: up }] }] } }",
    'groups:',
    '  edge: { labels: { team: null, site: shop }, federation: { interval: null }, monitor: { storage: null, nodeLabels: null, pushgateway: false } }',
    '  lab: { monitor: { resources: { requests: null }, rules: null }, tls: { insecureSkipVerify: true } }',
    'clusters:',
    "  - { name: one, server: 'https://192.0.2.1:6443', group: edge }",
    "  - { name: two, server: 'https://192.0.2.2:6443', group: edge, labels: { site: null, tier: b }, monitor: { pushgateway: null, retention: null } }",
    "  - { name: three, server: 'https://192.0.2.3:6443', group: lab, tls: null, federation: { match: null } }",
    "  - { name: four, server: 'https://192.0.2.4:6443' }",
  ].join('\n'),
  'a login at an issuer, behind an Ingress and an HTTPRoute': fleet({
    hub: "replicas: 2, imagePullSecrets: [a], login: { oidc: { issuerUrl: 'https://login.example.com:8443/x', secret: l, emailDomains: ['*'] } }, ingress: { host: p.example.com, tls: {} }, httpRoute: { parentRefs: [{ name: g }, { name: h, namespace: n, port: 8443 }], hostnames: [p.example.com, q.example.com] }, grafana: { httpRoute: { parentRefs: [{ name: g, sectionName: s }], hostnames: [g.example.com] } }",
  }),
  'a login by groups, at an issuer in the cluster': fleet({
    hub: "login: { oidc: { issuerUrl: 'https://dex.auth.svc', secret: l, allowedGroups: [a, 'b/c d'], scopes: [openid, groups] } }, ingressNamespaces: { matchLabels: { a/b: c } }",
  }),
  'names and passwords, for known namespaces': fleet({
    hub: "login: { htpasswd: { secret: l } }, ingress: { host: p.example.com, className: c, annotations: { a/B: 'on' }, tls: { secretName: t } }, ingressNamespaces: { matchLabels: { a/b: c } }, grafana: { ingress: { host: g.example.com }, resources: { limits: { cpu: '1' } } }",
  }),
  "Grafana's variables, and its login": fleet({
    hub: "grafana: { env: [{ name: GF_A, value: 'x \\\"y\\\" {{ z }}' }, { name: GF_B_PASSWORD, valueFrom: { secretKeyRef: { name: s, key: k } } }, { name: GF_C, valueFrom: { configMapKeyRef: { name: c, key: d.e } } }], ingress: { host: g.example.com, tls: {} }, oidc: { secret: s, authUrl: 'https://a.example.com/x', tokenUrl: 'https://b.example.com:444/x', apiUrl: 'https://c.example.com/x' } }",
  }),
  "Grafana's login with roles and groups, and a URL of its own": fleet({
    hub: "grafana: { env: [{ name: GF_SERVER_ROOT_URL, value: 'https://g.example.com/' }], oidc: { secret: s, name: N, authUrl: 'https://a.example.com/x', tokenUrl: 'https://a.b.svc/x', apiUrl: 'https://c.example.com/x', scopes: [openid, x], roleAttributePath: \"a && 'Admin'\", allowedDomains: [a.com, b.com], allowedGroups: [c, d] } }",
  }),
  'pods that are placed, in both': fleet({
    hub: `replicas: 2, ${PLACED}, ${CALLED}, alertmanager: { replicas: 2 }`,
    cluster: `monitor: { replicas: 2, statsdExporter: true, ${PLACED}, ${CALLED} }`,
  }),
  'pods that are spread and nothing else': fleet({
    hub: SPREAD,
    cluster: `federation: { drillDown: true }, monitor: { federateOnly: true, ${SPREAD} }`,
  }),
  'objects that are called by something, and pods that are not': fleet({
    hub: 'commonAnnotations: { a: b }, podLabels: { c: d }',
    cluster: 'monitor: { commonLabels: { a: b }, podAnnotations: { c: "d: e" } }',
  }),
  'as much as is said is kept': fleet({
    hub: 'retentionSize: 0B',
    cluster: 'monitor: { retentionSize: 1.5GiB }',
  }),
  'as much as is said is kept on a volume': fleet({
    hub: 'storage: 50Gi, retentionSize: 40GB',
    cluster: 'monitor: { storage: 5Gi, retentionSize: 512MB }',
  }),
  'a little is kept': fleet({
    hub: 'retentionSize: 1TB',
    cluster: 'monitor: { retentionSize: 300MB }',
  }),
  'what a Prometheus is told': fleet({
    hub: `${TOLD}, replicas: 2`,
    cluster: `federation: { drillDown: true, labelLimit: 20 }, labels: { tier: a }, monitor: { ${TOLD} }`,
  }),
  'a small volume': fleet({ hub: 'storage: 600Mi' }),
  'a token, and an account of its own': fleet({
    cluster: 'auth: { type: serviceAccountToken, serviceAccount: reader, secretName: mine }',
  }),
  'a token of the account that promfleet names': fleet({
    cluster: 'auth: { type: serviceAccountToken }',
  }),
  'a token that expires': fleet({
    cluster: 'auth: { type: serviceAccountToken, expiration: 1h }',
  }),
  'a certificate that expires soon': fleet({ cluster: 'auth: { expiration: 1d }' }),
  'contexts of kubeconfigs': fleet({
    hub: 'kubeContext: ops@hub',
    cluster: "kubeContext: 'arn:aws:eks:eu-west-1:123456789012:cluster/one'",
  }),
  'a user of its own': fleet({ cluster: `auth: { user: 'O''Hara "x"' }` }),
  'an existing Prometheus': fleet({
    cluster:
      "monitor: { existing: { service: prometheus, namespace: obs, port: 9090, jobs: [node, 'a\"b'] } }",
  }),
  'an existing Prometheus behind a scheme and a prefix': fleet({
    cluster:
      'monitor: { existing: { service: prometheus, namespace: obs, port: http-web, scheme: https, prefix: /p } }, federation: { match: [\'{job="x"}\'] }',
  }),
  'servers below a path, and with IPv6 addresses': [
    'hub: { cluster: home }',
    'clusters:',
    '  - { name: rancher, server: "https://rancher.example.com/k8s/clusters/c-m-1/" }',
    '  - { name: six, server: "https://[2001:db8::1]" }',
    '  - { name: port, server: "HTTPS://[2001:db8::2]:8443", tls: { serverName: six.internal, insecureSkipVerify: true } }',
  ].join('\n'),
  'a Service of the hub as a server': [
    'hub: { cluster: home }',
    'clusters: [{ name: home, server: "https://kubernetes.default.svc" }]',
  ].join('\n'),
  'sources, jobs and rules of the user, at the hub': fleet({
    hub: `${SOURCE}, ${JOB}, ${RULES}`,
  }),
  'sources, jobs and rules of the user, in a member': fleet({
    cluster: `monitor: { ${SOURCE}, ${JOB}, ${RULES} }`,
  }),
  "a cluster's own lists after those of the defaults": fleet({
    more: `defaults: { monitor: { ${SOURCE}, ${JOB}, ${RULES} } }`,
    cluster:
      "monitor: { scrapeConfigs: [{ job_name: node_exporter, static_configs: [{ targets: ['192.0.2.7:80'] }] }], nodeExporter: false }",
  }),
  'other images': fleet({
    hub: 'imageRegistry: registry.internal:5000/mirror, imagePullSecrets: [registry]',
    more: 'images: { prometheus: { tag: v3.5.0-distroless }, grafana: { repository: example.com/grafana, tag: x_1- }, nodeExporter: { digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" } }',
    cluster: 'monitor: { imageRegistry: registry.example.com, imagePullSecrets: [a, b] }',
  }),
  'an older Prometheus': fleet({ more: 'images: { prometheus: { tag: v3.11.2 } }' }),
  'a tag without a version': fleet({ more: 'images: { prometheus: { tag: latest } }' }),
  'names of their own': fleet({
    hub: 'clusterLabel: k8s_cluster, statestore: /srv/state',
    cluster: "labels: { team: '$x {{ y }} \"z\"', tier: 'a\\b' }, monitor: { release: watch }",
  }),
  'a namespace that every cluster has': fleet({ cluster: 'monitor: { namespace: kube-system }' }),
  'labels that are listed, and none': fleet({
    cluster: 'monitor: { nodeLabels: [], objectLabels: [a.b/c, d_e] }',
  }),
  'address ranges, and who may push': fleet({
    cluster:
      "monitor: { apiServerCidrs: [10.0.0.0/28, '2001:db8::/64'], pushNamespaces: { matchLabels: { a/b: 'on' } }, statsdExporter: true }",
  }),
  'address ranges that are written in another way': fleet({
    cluster: "monitor: { apiServerCidrs: [2001:DB8:0:0::/64, '::ffff:10.0.0.0/104'] }",
  }),
  'limits, intervals and timeouts': fleet({
    hub: 'scrapeInterval: 1m, retention: 1y',
    cluster:
      'federation: { interval: 5s, sampleLimit: 1000000, labelLimit: 4 }, monitor: { scrapeInterval: 5s, sampleLimit: 20000000, retention: 7d12h }',
  }),
  'components of the control plane, as they are and as they differ': [
    'hub: { cluster: home }',
    'clusters:',
    "  - { name: one, server: 'https://192.0.2.1', monitor: { controlPlane: { etcd: true, scheduler: true, controllerManager: true, kubeProxy: true, coreDns: true }, kubelet: { probes: true } } }",
    "  - { name: two, server: 'https://192.0.2.2', monitor: { secrets: [b], controlPlane: { etcd: { secret: etcd.client, serverName: etcd }, scheduler: { insecureSkipVerify: true, port: 1234 }, controllerManager: { secret: b, namespace: control, selector: { matchLabels: { z: a.b, a/b.c: '' } } }, kubeProxy: false, coreDns: { scheme: https } }, metricRelabelings: { etcd: [{ action: labeldrop, regex: x }], coredns: [] } } }",
  ].join('\n'),
  'rules for what built-in jobs bring': fleet({
    cluster:
      'monitor: { kubelet: { resource: true }, statsdExporter: true, metricRelabelings: { kubernetes-apiservers: [{ action: drop, source_labels: [__name__], regex: a|b }], kubernetes-pods: [{ target_label: a, replacement: "$1" }], banzaicloud-pushgateway: [{ action: labeldrop, regex: x }], statsd_exporter: [{ action: labeldrop, regex: y }], kube-state-metrics: [{ action: labeldrop, regex: z }], prometheus: [] } }',
  }),
  'exporters as they are set': fleet({
    cluster:
      'monitor: { exporters: { nodeExporter: { port: 9101, args: [--collector.systemd, "--collector.textfile.directory=/a \\"b\\""], resources: {} }, kubeStateMetrics: { metricAllowlist: [^kube_pod, "kube_(node|job)_.+"], metricLabelsAllowlist: { pods: [a/b, c], namespaces: [d] }, args: [--v=2], resources: { limits: { memory: 1Gi } } }, pushgateway: { resources: { requests: { cpu: 1m } } } } }',
  }),
  'a node-exporter on a network of its own': fleet({
    cluster: 'monitor: { exporters: { nodeExporter: { hostNetwork: false } } }',
  }),
  "the hub's own cluster as a member": [
    'hub: { cluster: home, namespace: monitoring }',
    'clusters: [{ name: home, server: "https://192.0.2.1" }]',
  ].join('\n'),
};
