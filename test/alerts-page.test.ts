import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HUB_ALERTS } from '../inventory/alerts/hub';
import { MEMBER_ALERTS } from '../inventory/alerts/member';
import type { ThresholdUnit } from '../inventory/alerts/threshold';
import { hubAlerts } from '../prometheus/rules/hub';
import { HUB_THRESHOLDS } from '../prometheus/rules/hub-alert';
import { MEMBER_GROUPS } from '../prometheus/rules/member';
import type { Severity } from '../prometheus/rules/rule';
import { fleetFile, resolved } from './fleet';

const PAGE = 'docs/alerts.md';

interface Row {
  readonly name: string;
  readonly severity: Severity;
  readonly for: string;
  readonly threshold?: number | undefined;
}

const { hub } = resolved(fleetFile({ hub: 'storage: 1Gi, replicas: 2' }));

/** The thresholds of the hub's alerts that have one. */
const THRESHOLDS = new Map<string, number>(Object.entries(HUB_THRESHOLDS));

/** The tables of the page by the heading that they stand under, each in the order of the names. */
const TABLES: Readonly<Record<string, string>> = {
  "## The members' alerts": table(
    MEMBER_ALERTS,
    MEMBER_GROUPS.flatMap(({ alerts = [] }) => alerts),
  ),
  "## The hub's alerts": table(
    HUB_ALERTS,
    hubAlerts(hub).map((alert) => ({ ...alert, threshold: THRESHOLDS.get(alert.name) })),
  ),
};

/** Each of the page's own comments that say how to write a table, and the table behind it. */
const WRITTEN = /^(<!-- Written from the code .*-->\n)(?:\n(?:\|.*\n)+)?/m;

it('docs/alerts.md has the alerts that there are, as they are unless they are set', () => {
  const page = readFileSync(PAGE, 'utf8');
  const right = Object.entries(TABLES).reduce(withTable, page);
  if (process.env.UPDATE_GOLDENS) writeFileSync(PAGE, right);
  else expect(page).toBe(right);
});

it('every alert of the hub is in the table', () =>
  expect(
    hubAlerts(hub)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(HUB_ALERTS).sort()));

it('every alert that the page names has its runbook', () => {
  for (const [, name] of readFileSync(PAGE, 'utf8').matchAll(/\]\((runbooks\/\w+\.md)\)/g)) {
    expect(existsSync(join('docs', name ?? ''))).toBe(true);
  }
});

/** The page with a table under its heading. */
function withTable(page: string, [heading, rows]: readonly [string, string]): string {
  const start = page.indexOf(`${heading}\n`);
  expect(start).toBeGreaterThan(0);
  const section = page.slice(start);
  expect(section).toMatch(WRITTEN);
  return page.slice(0, start) + section.replace(WRITTEN, (_, comment) => `${comment}\n${rows}`);
}

function table(
  units: Readonly<Record<string, ThresholdUnit | null>>,
  alerts: readonly Row[],
): string {
  const order = Object.keys(units);
  const sorted = [...alerts].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const rows = sorted.map(({ name, severity, for: duration, threshold }) => [
    `[${name}](runbooks/${name}.md)`,
    severity,
    duration === '0s' ? 'at once' : duration,
    threshold === undefined ? '–' : withUnit(threshold, units[name] ?? null),
  ]);
  return [['Alert', 'Severity', 'For', 'Threshold'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

/** A threshold as it is written in the fleet file, and what that counts. */
function withUnit(threshold: number, unit: ThresholdUnit | null): string {
  if (unit === 'ratio') return `${threshold}, a share`;
  return unit === 'seconds' ? `${threshold} seconds` : String(threshold);
}
