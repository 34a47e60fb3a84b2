import { renderFleet } from '../../synth/render-fleet';
import { type Manifest, resolved } from '../fleet';
import { MOST_MS, READERS, type Reader } from '../readers';

/** Words that YAML 1.1 takes for something else, each before a $, wherever one may stand. */
const FLEET = `
hub:
  cluster: "off$"
  namespace: "no$"
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
        - { record: "yes$", expr: "NaN$", labels: { "off$": "2001-01-01$" } }
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

/** Everything that is rendered, as one YAML file, with `end` for each $. */
function written(end: string): string {
  const texts: string[] = [];
  const fleet = resolved(FLEET.replaceAll('$', end));
  renderFleet(fleet, { onFile: ({ text }) => texts.push(text) });
  return texts.join('---\n');
}

/** The objects in a text, and what the files of ConfigMaps say instead of their texts. */
function readBy(read: Reader, text: string): Manifest[] {
  const objects = read(text);
  const files = objects
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ data }) => Object.entries<string>(data))
    .filter(([name]) => /\.ya?ml$/.test(name));
  return [
    ...objects.map(({ data: _, ...object }) => object),
    ...read(files.map(asObject).join('---\n')),
  ];
}

/** kubectl reads objects only: a file becomes the content of one. */
const asObject = ([name, text]: [string, string]) => `apiVersion: v1
kind: File
metadata: { name: ${name} }
content:
${text.replaceAll(/^(?=.)/gm, '  ')}`;

/** With it behind them, nobody reads words as anything but words. */
const HARMLESS = 'qqq';

/** Without it; and without the number of a shard, which the name of a cluster decides. */
const bare = (objects: Manifest[]) =>
  objects
    .map((object) => JSON.stringify(object).replaceAll(HARMLESS, ''))
    .map((json) => json.replaceAll(/(federation|inventory)-\d+/g, '$1-NN'))
    .sort()
    .map((json) => JSON.parse(json));

describe('a fleet of words that YAML 1.1 reads as something else', () => {
  const text = written('');
  const harmless = written(HARMLESS);

  it.each(READERS)(
    'is to %s what it is with harmless words',
    (_name, read) => expect(bare(readBy(read, text))).toEqual(bare(readBy(read, harmless))),
    MOST_MS,
  );

  it.each(READERS)(
    'has amounts that %s reads as texts',
    (_name, read) => {
      const objects = read(text);
      const servers = objects.filter(({ spec }) => spec?.volumeClaimTemplates);
      const claims = [
        ...servers.map(({ spec }) => spec.volumeClaimTemplates[0]),
        ...objects.filter(({ kind }) => kind === 'PersistentVolumeClaim'),
      ];
      expect(servers.map(({ spec }) => spec.template.spec.containers[0].resources)).toEqual([
        { requests: { cpu: '08', memory: '1.0' }, limits: { cpu: '010', memory: '5E' } },
        { limits: { cpu: '07', memory: '0' } },
      ]);
      expect(claims.map(({ spec }) => spec.resources.requests.storage)).toEqual(['1', '12', '2']);
    },
    MOST_MS,
  );
});
