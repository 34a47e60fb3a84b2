import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { HUB_ALERTS } from '../../inventory/alerts/hub';
import { MEMBER_ALERTS } from '../../inventory/alerts/member';
import { hubAlerts } from '../../prometheus/rules/hub';
import { MEMBER_GROUPS, promfleetRules } from '../../prometheus/rules/member';
import {
  existingSources,
  monitorSources,
  type Sources,
} from '../../prometheus/rules/member/sources';
import type { RuleFile } from '../../prometheus/types';
import { fleetFile, resolved } from '../fleet';
import { itWithPromtool, runPromtool } from '../promtool';
import { yaml } from './samples';

const DIRECTORY = join(process.cwd(), 'test/prometheus/member-rules');

const ALERTS = MEMBER_GROUPS.flatMap(({ alerts = [] }) => alerts);

/** A hub that has every alert of the hub's. */
const { hub } = resolved(fleetFile({ hub: 'storage: 1Gi, replicas: 2' }));

/** Sources by who scrapes: the file name of a scenario says whose it is, promfleet's otherwise. */
const SOURCES: Readonly<Record<string, Sources>> = {
  promfleet: promfleetSources(),
  'kube-prometheus-stack': existingSources({
    jobs: [
      'apiserver',
      'coredns',
      'kube-prometheus-stack-prometheus',
      'kube-scheduler',
      'kube-state-metrics',
      'kubelet',
      'node-exporter',
    ],
  }),
  community: existingSources({
    jobs: [
      'kubernetes-apiservers',
      'kubernetes-nodes',
      'kubernetes-nodes-cadvisor',
      'kubernetes-service-endpoints',
      'prometheus',
      'prometheus-pushgateway',
    ],
  }),
};

function promfleetSources(): Sources {
  const monitor = resolved(fleetFile()).members[0]?.monitor;
  if (!monitor) throw new Error('the fleet has no monitor');
  return monitorSources(monitor);
}

/** A scenario's file, `<topic>[.<who>].rules.test.yml`. */
const scenarios = readdirSync(DIRECTORY).map((file) => {
  const who = Object.keys(SOURCES).find((name) => file.includes(`.${name}.`)) ?? 'promfleet';
  return { file, who, text: readFileSync(join(DIRECTORY, file), 'utf8') };
});

itWithPromtool.each(scenarios)('what $file says holds', ({ who, text }) => {
  expect(wrongIn(text, askedFor(text, promfleetRules(sourcesOf(who), {})))).toBe('');
});

itWithPromtool.each(scenarios)(
  'what $file says holds where metrics carry their types, too',
  ({ who, text }) => {
    const rules = untyped(askedFor(text, promfleetRules(sourcesOf(who), {})));
    expect(wrongIn(typed(text), rules)).toBe('');
  },
);

it('every alert that can be set is there, once', () => {
  expect(ALERTS.map(({ name }) => name).sort()).toEqual(Object.keys(MEMBER_ALERTS).sort());
});

it.each(ALERTS)('$name has a threshold where one can be set', ({ name, threshold }) => {
  expect(threshold === undefined).toBe(MEMBER_ALERTS[name] === null);
});

it.each([...ALERTS, ...hubAlerts(hub)])(
  '$name does not say for how long, which settings may change',
  ({ name, for: duration, summary, description }) => {
    const said = `${summary} ${description}`.match(
      /\bfor (?:\d+|an?|half an|\w+) (?:minutes?|hours?)\b/i,
    );
    expect({ name, duration, said }).toEqual({ name, duration, said: null });
  },
);

it.each(ALERTS)('$name is seen to fire, and not to', ({ name }) => {
  const expected = scenarios
    .flatMap(({ text }) => parse(text).tests)
    .flatMap(({ alert_rule_test = [] }) => alert_rule_test)
    .filter(({ alertname }: { alertname: string }) => alertname === name)
    .map(({ exp_alerts = [] }: { exp_alerts?: object[] }) => exp_alerts.length > 0);
  expect(new Set(expected)).toEqual(new Set([true, false]));
});

it('every recorded series is asked for by a scenario', () => {
  const asked = scenarios.map(({ text }) => text).join('\n');
  const records = MEMBER_GROUPS.flatMap(({ records = [] }) => records.map(({ record }) => record));
  expect(records.filter((record) => !asked.includes(record))).toEqual([]);
  expect(new Set(records).size).toBe(records.length);
});

it.each([...Object.keys(MEMBER_ALERTS), ...Object.keys(HUB_ALERTS)])(
  '%s has a page that says its cause, what to check and how it is fixed',
  (name) => {
    const page = join(process.cwd(), 'docs/runbooks', `${name}.md`);
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    expect(text.startsWith(`# ${name}\n\n`)).toBe(true);
    expect(text.match(/^## .+/gm)).toEqual(['## Cause', '## Check', '## Fix']);
  },
);

it.each(Object.keys(SOURCES))(
  'the rules for the jobs of %s are in groups of their own names',
  (who) => {
    const names = promfleetRules(sourcesOf(who), {}).groups.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  },
);

/** The groups that a scenario asks about, and those that record what they are made of. */
function askedFor(text: string, { groups }: RuleFile): RuleFile {
  const names = ({ rules }: Group) => rules.map(({ record, alert }) => record ?? alert ?? '');
  const among = (written: string) => (group: Group) =>
    names(group).some((name) => new RegExp(`(?<![\\w:])${name}(?![\\w:])`).test(written));
  const wanted = new Set(groups.filter(among(text)));
  for (const { rules } of wanted) {
    const read = rules.map(({ expr }) => expr).join('\n');
    for (const group of groups.filter(among(read))) wanted.add(group);
  }
  return { groups: groups.filter((group) => wanted.has(group)) };
}

type Group = RuleFile['groups'][number];

/** What promtool finds wrong, nothing if all is well. */
function wrongIn(text: string, rules: RuleFile): string {
  const { ok, output } = runPromtool(['test', 'rules', 'test.yml'], {
    'promfleet.rules.yml': yaml(withSummariesAlone(rules)),
    'test.yml': text,
  });
  return ok ? '' : output;
}

/** Gives each metric its type, as Prometheus does with `type-and-unit-labels`; none is recorded. */
function typed(text: string): string {
  return text.replace(
    /(series: ['"]?)(?!up\b|scrape_|ALERTS)([a-zA-Z_][\w]*)(?![\w:])(\{\}|\{)?/g,
    (_, series, metric, opened) =>
      `${series}${metric}{__type__="${typeOf(metric)}"${opened === '{' ? ', ' : '}'}`,
  );
}

function typeOf(metric: string): string {
  if (/_(bucket|sum|count)$/.test(metric)) return 'histogram';
  return metric.endsWith('_total') ? 'counter' : 'gauge';
}

/** Types are on what rules give where nothing was computed: here they would be in the way. */
function untyped({ groups }: RuleFile): RuleFile {
  return {
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({ ...rule, labels: { ...rule.labels, __type__: '' } })),
    })),
  };
}

/** What says who is meant: the other annotations are long, and have a page each or are of one form. */
function withSummariesAlone({ groups }: RuleFile): RuleFile {
  return {
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.map(({ annotations, ...rule }) =>
        annotations ? { ...rule, annotations: { summary: annotations.summary ?? '' } } : rule,
      ),
    })),
  };
}

function sourcesOf(who: string): Sources {
  const sources = SOURCES[who];
  if (!sources) throw new Error(`nobody is called ${who}`);
  return sources;
}
