import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubRules } from '../../prometheus/rules/hub';
import { inventoryRules } from '../../prometheus/rules/inventory';
import { fleetFile, resolved } from '../fleet';
import { itWithPromtool, runPromtool } from '../promtool';
import { hub, yaml } from './samples';

const scenarios = readFileSync(
  join(process.cwd(), 'test/prometheus/federation.rules.test.yml'),
  'utf8',
);

/** With the alerts of a hub that has replicas, too. */
const replicated = { ...hub, server: { ...hub.server, highlyAvailable: true } };

itWithPromtool("the hub's alerts fire when they should, and for no one else's series", () => {
  const { ok, output } = runPromtool(['test', 'rules', 'test.yml'], {
    'federation.rules.yml': yaml(hubRules(replicated)),
    'inventory.yml': yaml(inventoryRules(hub, 'inventory', ['lab', 'prod', 'here'])),
    'test.yml': scenarios,
  });
  expect(ok ? '' : output).toBe('');
});

it.each([
  ['50Gi', '/ 53687091200 > 0.85'],
  ['1Gi', '/ 1073741824 > 0.5'],
  ['256Mi', '/ 268435456 > 0'],
])('a volume of %s is nearly full while a block still fits', (storage, share) => {
  const rule = nearlyFull(`storage: ${storage}`);
  expect(rule?.expr?.endsWith(`) ${share}`)).toBe(true);
  expect(rule?.annotations?.description).toContain(`of the ${storage} in hub.storage`);
});

it('a hub without a volume has none that is nearly full', () =>
  expect(nearlyFull('')).toBeUndefined());

function nearlyFull(settings: string) {
  const { groups } = hubRules(resolved(fleetFile({ hub: settings })).hub);
  const rules = groups.flatMap(({ rules }) => rules);
  return rules.find(({ alert }) => alert === 'HubDiskNearlyFull');
}
