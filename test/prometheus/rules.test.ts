import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubRules } from '../../prometheus/rules/hub';
import { inventoryRules } from '../../prometheus/rules/inventory';
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
  ['50Gi', '> 0.85'],
  ['1Gi', '> 0.5'],
  ['256Mi', '> 0'],
])('a volume of %s is nearly full while a block still fits', (storage, threshold) => {
  const { groups } = hubRules({ ...hub, server: { ...hub.server, storage } });
  const rules = groups.flatMap(({ rules }) => rules);
  const rule = rules.find(({ alert }) => alert === 'HubDiskNearlyFull');
  expect(rule?.expr).toMatch(new RegExp(` ${threshold}$`));
});
