import { readFleetText } from '../../inventory/read';
import { OWN_LABEL } from '../../inventory/schema/own-labels';
import { PUSHGATEWAY } from '../../model/components/pushgateway';
import { dataLimit } from '../../model/data-limit';
import { objectLabels } from '../../model/labels';
import { resolveFleet } from '../../model/resolve';
import { rendered } from '../fleet';

const HUB = 'hub: { cluster: home, release: hub, storage: 50Gi }';
const member = (monitor: string) =>
  `${HUB}\nclusters: [{ name: one, server: 'https://192.0.2.1', monitor: { ${monitor} } }]`;

// biome-ignore lint/suspicious/noExplicitAny: objects of all kinds
const objects = (text: string): any[] => Object.values(rendered(text)).flat();
const podsOf = (text: string, kind: string) =>
  objects(text)
    .filter((object) => object.kind === kind)
    .map(({ spec }) => spec.template);

describe('where pods run', () => {
  const text = member(
    'statsdExporter: true, replicas: 2, tolerations: [{ operator: Exists, key: a }], priorityClassName: high, affinity: { nodeAffinity: {} }, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }]',
  );
  const pods = [...podsOf(text, 'Deployment'), ...podsOf(text, 'StatefulSet')].filter(
    ({ metadata }) => metadata.labels.release === 'monitor',
  );

  it('is said of every workload of a monitor', () => {
    expect(pods).toHaveLength(4);
    for (const { spec } of pods) {
      expect(spec).toMatchObject({
        tolerations: [{ key: 'a', operator: 'Exists' }],
        priorityClassName: 'high',
        affinity: { nodeAffinity: {} },
      });
      expect(spec.affinity.podAntiAffinity).toBeUndefined();
    }
  });

  it('spreads each workload by itself', () => {
    for (const { metadata, spec } of pods) {
      const [{ labelSelector }] = spec.topologySpreadConstraints;
      expect(metadata.labels).toMatchObject(labelSelector.matchLabels);
    }
    const components = pods.map(
      ({ spec }) => spec.topologySpreadConstraints[0].labelSelector.matchLabels.component,
    );
    expect(new Set(components).size).toBe(4);
  });

  it('leaves node-exporter on every node', () => {
    const [{ spec }] = podsOf(text, 'DaemonSet');
    expect(spec.tolerations).toEqual([{ operator: 'Exists' }]);
    expect(spec.priorityClassName).toBe('high');
    expect(spec.affinity ?? spec.topologySpreadConstraints).toBeUndefined();
  });
});

describe('what objects are called by', () => {
  const text = member(
    'storage: 1Gi, commonLabels: { team: a }, commonAnnotations: { b: c }, podLabels: { d: e }, podAnnotations: { f: g }',
  );
  const own = objects(text).filter(({ metadata }) => metadata.labels?.team);

  it('is on every object of the member, its Namespace among them', () => {
    const kinds = own.map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['Namespace', 'Role', 'ConfigMap', 'ClusterRole']),
    );
    for (const { metadata } of own) expect(metadata.annotations).toMatchObject({ b: 'c' });
  });

  it('is on pods as far as it is labels', () => {
    for (const { metadata } of own.flatMap(({ spec }) => spec?.template ?? [])) {
      expect(metadata.labels).toMatchObject({ team: 'a', d: 'e' });
      expect(metadata.annotations).toEqual({ f: 'g' });
    }
  });

  it('is in no selector and no volume claim', () => {
    for (const { spec } of own) {
      const parts = [spec?.selector, spec?.podSelector, spec?.volumeClaimTemplates];
      expect(JSON.stringify(parts)).not.toContain('team');
    }
  });

  it('cannot be what promfleet sets itself', () => {
    for (const key of Object.keys(objectLabels(PUSHGATEWAY, 'r', 'v1'))) {
      expect(key).toMatch(OWN_LABEL);
    }
  });
});

describe('what is kept', () => {
  it.each([
    ['8GB', '10Gi'],
    ['40GB', '50Gi'],
    ['300MB', '1324Mi'],
    ['1TB', '1280Gi'],
  ])('%s without a volume takes at most %s', (size, limit) => expect(dataLimit(size)).toBe(limit));

  it.each([
    ['', '10Gi', 'has a bound'],
    ['retentionSize: 4GB', '5Gi', 'has the bound that is written'],
    ['retentionSize: 0B', undefined, 'has none if that is written'],
    ['storage: 1Gi', undefined, 'has that of its volume'],
  ])('with %j: %s', (monitor, limit, _) => {
    const { file } = readFleetText(member(monitor), 'fleet.yaml');
    if (!file) throw new Error('refused');
    const { fleet, diagnostics } = resolveFleet(file);
    expect(fleet.members[0]?.monitor?.server.dataLimit).toBe(limit);
    const codes = diagnostics.map(({ code }) => code);
    expect(codes.includes('storage-without-bound')).toBe(monitor.includes('0B'));
  });
});
