/** Words that YAML 1.1 takes for something else, each before a $, wherever one may stand. */
const FLEET = `
hub:
  cluster: "off$"
  namespace: "no$"
  release: "n$"
  statestore: "/yes$"
  clusterLabel: "y$"
  imageRegistry: "1.0$"
  imagePullSecrets: ["true$"]
  secrets: ["12$", "1e3$"]
  storage: '1'
  storageClass: "null$"
  resources: { requests: { cpu: '08', memory: '1.0' }, limits: { cpu: '010', memory: 5E } }
  grafana: { adminSecret: "on$", storage: '2', storageClass: "0x1f$" }
  federateFrom:
    - { name: "0b11$", targets: ['[::1]:9090'], match: ["yes$"], path: "/off$", labels: { "on$": ".5$" } }
  scrapeConfigs:
    - &job
      job_name: "yes$"
      metrics_path: "/1$"
      params: { "on$": ["true$", "0o7$"], "0x1F$": ["~$"], "1_000$": ["$"] }
      static_configs: [{ targets: ["on$:1"], labels: { "no$": "n$", time: "190:20:30$" } }]
      basic_auth: { username: "off$", password_file: "/etc/prometheus/secrets/12$/1e3$" }
      tls_config: { server_name: "1.0$" }
      relabel_configs:
        - { source_labels: ["n$", "No$"], separator: "=$", regex: "0b1$", replacement: "null$", target_label: "on$" }
  rules:
    - &group
      name: "Off$"
      labels: { "no$": "08$" }
      rules:
        - { record: "yes$", expr: "NaN", labels: { "off$": "2001-01-01$" } }
        - { alert: "TRUE$", expr: "n$", labels: { "on$": "1_000$" }, annotations: { "n$": "=$", at: "1:2:3$" } }
images: { grafana: { tag: "1e3$" }, nodeExporter: { repository: "on$", tag: "1.10$" } }
defaults:
  labels: { "on$": "off$", "n$": "~$", time: "12:30$", sign: "=$", code: "0O17$", digest: "E10$", amount: "-_1$" }
clusters:
  - name: "no$"
    server: "https://on$"
    tls: { serverName: "1.0$" }
    auth: { user: "off$", secretName: "yes$" }
    monitor:
      namespace: "on$"
      release: "y$"
      imagePullSecrets: ["null$"]
      secrets: ["12$"]
      storage: '12'
      storageClass: "false$"
      resources: { limits: { cpu: '07', memory: '0' } }
      jobs: ["yes$", "12e0$"]
      federateFrom: [{ name: "08$", targets: ["n$:1"], match: ["up$"], labels: { "no$": "-1$" } }]
      scrapeConfigs: [*job]
      rules: [*group]
  - name: "1e3$"
    server: "https://n$/0x1$"
    auth: { type: serviceAccountToken, serviceAccount: "on$", secretName: "1.5$" }
  - name: "0b1$"
    server: "https://y$"
    monitor:
      existing: { service: "n$", namespace: "off$", port: "on$", prefix: "/1$", jobs: ["no$", "2$"] }
  - { name: "12$", server: 'https://192.0.2.1' }
`;

/** A fleet of words that YAML 1.1 takes for something else, with `end` behind each. */
export const fleetOfWords = (end = '') => FLEET.replaceAll('$', end);
