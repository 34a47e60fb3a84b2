import { parseAllDocuments } from 'yaml';
import { loadFleet } from '../../synth/load';
import { renderFleet } from '../../synth/render-fleet';
import { fleetFile, type Manifest, rendered } from '../fleet';
import { expectValidConfig, itWithPromtool } from '../promtool';

/** The files of every ConfigMap below a folder of `dist/`, where the pod would see them. */
function mounted(files: Record<string, Manifest[]>, folder: string): Record<string, string> {
  const configMaps = Object.entries(files)
    .filter(([path]) => path.startsWith(`${folder}/`))
    .flatMap(([path, objects]) => objects.map((object) => ({ path, object })))
    .filter(({ path, object }) => object.kind === 'ConfigMap' && !path.includes('grafana'));
  return Object.fromEntries(
    configMaps.flatMap(({ path, object }) => {
      const [, file = 'config'] =
        /\/(?:prometheus-)?(federation|inventory|rules|rollout)\.k8s/.exec(path) ?? [];
      // In one volume with the rules.
      const directory = file === 'rollout' ? 'rules' : file;
      return Object.entries<string>(object.data ?? {}).map(([key, text]) => [
        `${directory}/${key}`,
        text,
      ]);
    }),
  );
}

const shipped: Record<string, Manifest[]> = {};
const { fleet } = loadFleet('fleet.yaml');
if (fleet) {
  renderFleet(fleet, {
    onFile: ({ path, text, objects }) => {
      if (objects.length > 0)
        shipped[path] = parseAllDocuments(text).map((document) => document.toJS());
    },
  });
}

describe('promtool accepts what is rendered', () => {
  itWithPromtool.each(['hub', 'clusters/sfpdcluster14', 'clusters/eks-eu-1', 'clusters/lab'])(
    'for %s of the shipped fleet',
    (folder) => expectValidConfig(mounted(shipped, folder)),
  );

  const everything = rendered(
    fleetFile({
      hub: `federateFrom: [{ targets: ['source:9090'], match: ['{job="prometheus"}'] }], rules: [{ name: own, rules: [{ alert: A, expr: up == 0 }] }], scrapeConfigs: [{ job_name: own, static_configs: [{ targets: ['a:1'] }] }]`,
      cluster: `monitor: { federateFrom: [{ name: other, targets: ['b:9090'], match: [up], labels: { team: a } }], rules: [{ name: own, rules: [{ record: 'a:b', expr: sum(up) }] }], scrapeConfigs: [{ job_name: own, scrape_interval: 5s, static_configs: [{ targets: ['a:1'] }] }] }`,
    }),
  );
  itWithPromtool.each(['hub', 'clusters/one'])('for %s with all extras', (folder) =>
    expectValidConfig(mounted(everything, folder)),
  );

  const sharing = rendered(fleetFile({ hub: 'statestoreLayout: shared' }));
  itWithPromtool('for a hub with ConfigMaps that no member is in', () => {
    const files = mounted(sharing, 'hub');
    expect(Object.keys(files).filter((name) => name.startsWith('inventory/'))).toHaveLength(32);
    expectValidConfig(files);
  });
});
