/** What people may write, and Kubernetes writes in another way. */
export const RARE = `
hub: { cluster: hub, storage: .5Gi, resources: { limits: { cpu: 1e3, memory: 1.5Gi } } }
defaults:
  monitor:
    apiServerCidrs: [2001:DB8:0:0::/64, '::ffff:10.0.0.0/104', 0.0.0.0/0]
    storage: +5Gi
    resources: { requests: { cpu: .5, memory: '1e3' }, limits: { cpu: +2, memory: 1E } }
clusters:
  - { name: one, server: 'https://one.example' }
  - name: two
    server: https://two.example
    monitor: { existing: { service: s, namespace: n, port: '${'p--'.repeat(20)}end', jobs: [j] } }
`;

const long = (length: number) => 'a'.repeat(length);

/** Names from which others are made, as long as they are accepted. */
export const LONGEST = `
hub:
  cluster: ${long(54)}
  namespace: ${long(63)}
  release: ${long(30)}
  storage: 1Gi
  storageClass: ${long(253)}
  replicas: 100
  imagePullSecrets: [${long(253)}]
  secrets: [${long(253)}]
  grafana: { adminSecret: ${long(253)}, storage: 1Gi }
images: { prometheus: { tag: v3.14.0-${long(119)} }, grafana: { tag: ${long(128)} } }
defaults:
  monitor: { release: ${long(30)}, namespace: b${long(62)}, storage: 1Gi, replicas: 100, statsdExporter: true }
clusters:
  - { name: ${long(63)}, server: 'https://one.example', auth: { user: ${long(64)} } }
  - name: b${long(62)}
    server: https://two.example
    auth: { type: serviceAccountToken, serviceAccount: ${long(247)}, secretName: c${long(252)} }
  - name: three
    server: https://three.example
    auth: { secretName: b${long(252)} }
    monitor: { existing: { service: ${long(63)}, namespace: ${long(63)}, port: ${long(63)}, jobs: [j] } }
`;
