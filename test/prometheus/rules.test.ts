import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { HUB_ALERTS } from '../../inventory/alerts/hub';
import { credentialEndRules } from '../../prometheus/rules/credential-ends';
import { hubRules } from '../../prometheus/rules/hub';
import { inventoryRules } from '../../prometheus/rules/inventory';
import type { RuleFile } from '../../prometheus/types';
import { fleetFile, resolved } from '../fleet';
import { itWithPromtool, runPromtool } from '../promtool';
import { hub, yaml } from './samples';

const DIRECTORY = join(process.cwd(), 'test/prometheus');

const scenarios = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith('.rules.test.yml'))
  .map((file) => ({ file, text: readFileSync(join(DIRECTORY, file), 'utf8') }));

/** Those that the hub expects: of the manifests of one it knows nothing. */
const MEMBERS = [
  { name: 'lab', digest: 'a1b2c3d4e5f60718' },
  { name: 'prod', digest: '0123456789012345' },
  { name: 'here' },
];

/** With the alerts of a hub that has replicas, too. */
const replicated = { ...hub, server: { ...hub.server, highlyAvailable: true } };

/** Credentials in the hours after 1970, which is when promtool begins. */
const ENDS = [
  { cluster: 'lab', type: 'certificate', renewal: 2 * 3600, expires: 3 * 3600 },
  { cluster: 'prod', type: 'token', renewal: 99 * 3600, expires: 100 * 3600 },
] as const;

itWithPromtool.each(scenarios)(
  "the hub's alerts fire when they should, and for no one else's series: $file",
  ({ text }) => {
    const { ok, output } = runPromtool(['test', 'rules', 'test.yml'], {
      'federation.rules.yml': yaml(withoutPages(hubRules(replicated))),
      'inventory.yml': yaml(inventoryRules(hub, 'inventory', MEMBERS)),
      'credential-ends.yml': yaml(credentialEndRules(hub, 'credential-ends', ENDS)),
      'test.yml': text,
    });
    expect(ok ? '' : output).toBe('');
  },
);

/** promtool has no samples with another time than that at which they come; the fault suite does. */
const UNTESTABLE = ['FederationClockSkewed'];

it.each(Object.keys(HUB_ALERTS).filter((name) => !UNTESTABLE.includes(name)))(
  '%s is seen to fire, and unless it always does, not to',
  (name) => {
    const expected = scenarios
      .flatMap(({ text }) => parse(text).tests)
      .flatMap(({ alert_rule_test = [] }) => alert_rule_test)
      .filter(({ alertname }: { alertname: string }) => alertname === name)
      .map(({ exp_alerts = [] }: { exp_alerts?: object[] }) => exp_alerts.length > 0);
    expect(new Set(expected)).toEqual(new Set(name === 'Watchdog' ? [true] : [true, false]));
  },
);

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

/** The pages are of one form, and have a test of their own. */
function withoutPages({ groups }: RuleFile): RuleFile {
  return {
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.map(({ annotations: { runbook_url, ...texts } = {}, ...rule }) =>
        rule.alert === undefined ? rule : { ...rule, annotations: texts },
      ),
    })),
  };
}
