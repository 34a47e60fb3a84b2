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

itWithPromtool("the hub's alerts fire when they should, and for no one else's series", () => {
  const { ok, output } = runPromtool(['test', 'rules', 'test.yml'], {
    'federation.rules.yml': yaml(hubRules(hub)),
    'inventory.yml': yaml(inventoryRules(hub, 'inventory', ['lab', 'prod', 'here'])),
    'test.yml': scenarios,
  });
  expect(ok ? '' : output).toBe('');
});
