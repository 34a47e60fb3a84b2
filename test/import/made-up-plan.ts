import { readFleetText } from '../../inventory';
import { ApiConnection } from '../../live/client/connection';
import type { Candidate } from '../../live/import/candidate';
import { existingFleet } from '../../live/import/existing';
import type { Findings } from '../../live/import/findings';
import { importEdits } from '../../live/import/fleet-text';
import { type Outcome, planImport } from '../../live/import/plan';
import { applyEdits } from '../../yaml/edit';

/** A cluster that a kubeconfig knows, which nobody answers for. */
export const candidate = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  name,
  server: `https://${name}.example.com:6443`,
  source: `context ${name}`,
  context: name,
  connect: () => new ApiConnection('https://nobody.example.com', () => Promise.reject()),
  login: 'certificate',
  ...more,
});

interface Given {
  readonly candidates: readonly Candidate[];
  readonly text?: string;
  readonly findings?: (name: string) => Findings | Promise<Findings>;
  readonly reserved?: readonly string[];
  readonly contexts?: readonly { name: string; server: string }[];
}

/** A fleet file that has one cluster already. */
export const TEXT =
  'hub: { cluster: hub }\nclusters:\n  - name: one\n    server: https://one.example.com:6443\n';

/** What becomes of candidates; clusters are asked only where findings are given. */
export function plan(given: Given): Promise<Outcome[]> {
  const { candidates, text = TEXT, findings, reserved = [], contexts = [] } = given;
  return planImport({
    candidates,
    fleet: existingFleet(text),
    contexts,
    reserved,
    ask: findings && (async ({ name }) => findings(name)),
    parallel: 16,
    progress: () => ({ at: () => undefined, done: () => undefined }),
  });
}

/** What comes into a fleet file, which has to be right. */
export async function written(given: Given): Promise<string> {
  const { text = TEXT } = given;
  const after = applyEdits(text, importEdits(text, await plan(given)));
  expect(readFleetText(after, 'fleet.yaml').problems).toEqual([]);
  expect(after.startsWith(text)).toBe(true);
  return after.slice(text.length);
}
