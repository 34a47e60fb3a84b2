import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Candidate } from '../../live/import/candidate';
import { detect } from '../../live/import/detect';
import { existingFleet } from '../../live/import/existing';
import { importEdits } from '../../live/import/fleet-text';
import { planImport } from '../../live/import/plan';
import { synthesize } from '../../synth/synthesize';
import { applyEdits } from '../../yaml/edit';
import { expectGolden } from '../golden';
import { withCluster } from '../live/import/detect/cluster';

const CLUSTERS = 'test/fixtures/clusters';
const TEXT = 'hub: { cluster: control-plane, storage: 50Gi }\nclusters:\n';

/** A context for a cluster of fixtures; those without a server of their own get one. */
function candidate(name: string, index: number): Candidate {
  const { server } = parse(readFileSync(join(CLUSTERS, name, 'cluster.yaml'), 'utf8'));
  const own = `https://192.0.2.${index + 100}:6443`;
  const isOwn = server === undefined || /^https:\/\/\d/.test(server);
  return {
    name,
    server: isOwn ? own : server,
    source: `context ${name}`,
    context: name,
    // There has to be a way, or nobody asks; the fixtures are asked in its place.
    connect: () => {
      throw new Error('nobody connects');
    },
    login: 'certificate',
  };
}

it('clusters of every provider, and with other Prometheus servers, become a valid fleet file', async () => {
  const outcomes = await planImport({
    candidates: readdirSync(CLUSTERS).map(candidate),
    fleet: existingFleet(TEXT),
    contexts: [],
    reserved: [],
    ask: ({ name }) => withCluster([name], ({ connection }) => detect(connection)),
    parallel: 4,
    progress: () => ({ at: () => undefined, done: () => undefined }),
  });
  expect(outcomes.map(({ kind }) => kind)).toEqual(readdirSync(CLUSTERS).map(() => 'added'));
  const text = applyEdits(TEXT, importEdits(TEXT, outcomes));
  expectGolden('import/detected.fleet.yaml', text);
  const { result, diagnostics } = synthesize({ fleet: 'fleet.yaml' }, { text });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(result?.clusters).toBe(outcomes.length);
});
