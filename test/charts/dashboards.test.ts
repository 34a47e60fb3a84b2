import { DASHBOARDS } from '../../inventory/dashboards';
import { fleetFile, type Manifest, rendered } from '../fleet';

const ofHub = (hub: string) => rendered(fleetFile({ hub }));
const configMaps = (files: Record<string, Manifest[]>) => files['hub/dashboards.k8s.yaml'] ?? [];
const names = (files: Record<string, Manifest[]>) =>
  configMaps(files).map(({ metadata }) => metadata.name);

/** The ConfigMaps that Grafana's pods have dashboards from. */
function mounted(files: Record<string, Manifest[]>): string[] {
  const pod = (files['hub/grafana.k8s.yaml'] ?? []).find(({ kind }) => kind === 'Deployment')?.spec
    .template.spec;
  const volume = pod.volumes.find(({ name }: Manifest) => name === 'dashboards');
  return volume.projected.sources.map(({ configMap }: Manifest) => {
    expect(configMap.optional).toBe(true);
    return configMap.name;
  });
}

/** Bytes that client-side apply can write down in the annotation that it compares with. */
const APPLICABLE = 262_144;

describe("the hub's dashboards", () => {
  const files = ofHub('storage: 1Gi');

  it('have a ConfigMap each, which Grafana mounts beside the one of the user', () => {
    expect(names(files)).toEqual(DASHBOARDS.map((name) => `hub-grafana-dashboard-${name}`));
    expect(mounted(files)).toEqual(['hub-grafana-dashboards', ...names(files)]);
  });

  it.each(configMaps(files).map((one) => [one.metadata.name, one] as const))(
    '%s can be applied without --server-side, and has the labels of Grafana',
    (_, configMap) => {
      const annotation = JSON.stringify(configMap);
      expect(Buffer.byteLength(JSON.stringify(annotation))).toBeLessThan(APPLICABLE);
      expect(configMap.metadata).toMatchObject({
        namespace: 'monitoring',
        labels: { component: 'grafana', 'app.kubernetes.io/part-of': 'promfleet' },
      });
    },
  );

  it('are in files that no other of them has, and ask the data source that is there', () => {
    const keys = configMaps(files).flatMap(({ data }) => Object.keys(data));
    expect(new Set(keys).size).toBe(DASHBOARDS.length);
    const provisioned = files['hub/grafana.k8s.yaml']?.find(
      ({ data }) => data?.['prometheus.yaml'],
    );
    const [, uid] = /uid: (\S+)/.exec(provisioned?.data['prometheus.yaml']) ?? [];
    expect(uid).toBeDefined();
    for (const { data } of configMaps(files)) {
      for (const text of Object.values<string>(data)) {
        const sources = [...text.matchAll(/"uid": "(?!promfleet-)(.*?)"/g)].map(([, of]) => of);
        expect(new Set(sources)).toEqual(new Set([uid]));
      }
    }
  });

  it('tell members apart by the label that the fleet file names', () => {
    const renamed = ofHub('storage: 1Gi, clusterLabel: cluster_name');
    const texts = configMaps(renamed).flatMap(({ data }) => Object.values<string>(data));
    for (const text of texts) {
      expect(text).toContain(', cluster_name)');
      expect(text).not.toMatch(/label_values\([^)]*, cluster\)/);
    }
  });

  it('lead to raw series where a member has them read, and nowhere else', () => {
    const raw = (federation: string) => {
      const files = rendered(
        fleetFile({ hub: 'storage: 1Gi', defaults: `federation: ${federation}` }),
      );
      const texts = configMaps(files).flatMap(({ data }) => Object.values<string>(data));
      return texts.filter((text) => text.includes('scope=\\"raw\\"')).length;
    };
    expect(raw('{ drillDown: true }')).toBe(1);
    expect(raw('{ drillDown: false }')).toBe(0);
  });

  it('are left out one by one', () => {
    const some = ofHub('storage: 1Gi, grafana: { dashboards: { disabled: [nodes, alerts] } }');
    const left = DASHBOARDS.filter((name) => name !== 'nodes' && name !== 'alerts');
    expect(names(some)).toEqual(left.map((name) => `hub-grafana-dashboard-${name}`));
    expect(mounted(some)).toEqual(['hub-grafana-dashboards', ...names(some)]);
  });

  it('are not there without Grafana', () => {
    const none = ofHub('storage: 1Gi, grafana: { enabled: false }');
    expect(none).not.toHaveProperty('hub/dashboards.k8s.yaml');
  });
});
