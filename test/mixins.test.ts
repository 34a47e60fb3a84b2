import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HUB_ALERTS } from '../inventory/alerts/hub';
import { MEMBER_ALERTS } from '../inventory/alerts/member';
import { ALERTMANAGER } from './mixins/alertmanager';
import { KUBE_STATE_METRICS } from './mixins/kube-state-metrics';
import { NODE_EXPORTER } from './mixins/node-exporter';
import { PROMETHEUS } from './mixins/prometheus';
import type { Row } from './mixins/row';

/** What becomes of the alerts of each mixin, by the name of the file that `tools/mixins` renders. */
const TABLES: Readonly<Record<string, readonly Row[]>> = {
  alertmanager: ALERTMANAGER,
  'kube-state-metrics': KUBE_STATE_METRICS,
  node_exporter: NODE_EXPORTER,
  prometheus: PROMETHEUS,
};

/** The directory with the mixins' alerts. */
const { MIXINS } = process.env;

const itWithMixins: jest.It = MIXINS ? it : skipped();

itWithMixins.each(Object.keys(TABLES))(
  'each alert of the mixin of %s has a row, and each row an alert',
  (mixin) => {
    const rows = (TABLES[mixin] ?? []).map(([alert, severity]) => `${alert} ${severity}`);
    expect(rows.sort()).toEqual(alertsOf(mixin).sort());
  },
);

itWithMixins('each mixin has a table, and each table a mixin', () => {
  const files = readdirSync(MIXINS ?? '').map((file) => file.replace(/\.json$/, ''));
  expect(files.sort()).toEqual(Object.keys(TABLES).sort());
});

const ROWS = Object.values(TABLES).flat();

it('no alert of a mixin has two rows', () => {
  const keys = ROWS.map(([alert, severity]) => `${alert} ${severity}`);
  expect(keys).toEqual([...new Set(keys)]);
});

it.each(ROWS)('%s (%s) is one that there is here, or is not for a reason', (_, __, answer) => {
  if ('reason' in answer) expect(answer.reason).toMatch(/^[A-Za-z].{40,}\.$/);
  else for (const name of answer) expect({ ...MEMBER_ALERTS, ...HUB_ALERTS }).toHaveProperty(name);
});

/** The alerts of a mixin, each with its severity. */
function alertsOf(mixin: string): string[] {
  const { groups } = JSON.parse(readFileSync(join(MIXINS ?? '', `${mixin}.json`), 'utf8'));
  const rules: { alert?: string; labels?: { severity?: string } }[] = groups.flatMap(
    ({ rules = [] }: { rules?: object[] }) => rules,
  );
  return rules.flatMap(({ alert, labels }) => (alert ? [`${alert} ${labels?.severity}`] : []));
}

function skipped(): jest.It {
  process.stderr.write('MIXINS names no directory: the alerts of mixins are not compared\n');
  return it.skip as jest.It;
}
