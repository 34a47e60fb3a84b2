import { error } from '../../diagnostics';
import type { Member } from '../../model/types';
import { FEDERATED_RULES } from '../../prometheus/relabel/federated-rules';
import { type MemberRules, memberRulesOf } from '../../prometheus/rules/member/of-member';
import { prometheusRule } from '../../prometheus/rules/prometheus-rule';
import type { RuleFile } from '../../prometheus/types';
import { loadFleet } from '../../synth/load';
import { yamlText } from '../../yaml/write';
import { EXIT, type ExitCode } from '../exit';
import type { Io } from '../io';
import { noSuchCluster } from '../no-such-cluster';
import { refused } from '../refused';
import { report } from '../report';
import { labelsOf, misuse, type RulesOptions } from './options';

/** Name of the `PrometheusRule`, unless it is given another. */
const NAME = 'promfleet';

const TEXT = { output: 'text' } as const;

/** Prints promfleet's rules for the Prometheus of a member, and what they leave out. */
export async function rulesCommand(options: RulesOptions, io: Io): Promise<ExitCode> {
  const refuse = (message: string) => refused(message, EXIT.usage, TEXT, io);
  const wrong = misuse(options);
  if (wrong) return refuse(wrong);
  const { fleet, place, ...read } = loadFleet(options.fleet);
  if (!fleet) return report(read, io, TEXT);
  const member = fleet.members.find(({ name }) => name === options.cluster);
  if (!member) {
    const names = fleet.members.map(({ name }) => name);
    return refuse(noSuchCluster(options.cluster, names));
  }
  const found = memberRulesOf(member);
  if (!found) {
    return report({ ...read, diagnostics: place([noJobs(member)]) }, io, TEXT);
  }
  io.stdout.write(yamlText(formatted(found.rules, member, options)));
  for (const line of notes(found, member)) io.stderr.write(`${line}\n`);
  return EXIT.ok;
}

function formatted(rules: RuleFile, { reader }: Member, options: RulesOptions): object {
  const { format, name = NAME, namespace = reader.namespace } = options;
  if (format === 'rules') return rules;
  return prometheusRule({ name, namespace, labels: labelsOf(options) }, rules);
}

/** What had better be known before the rules are applied. */
function notes({ leftOut }: MemberRules, { name, job }: Member): string[] {
  const stays = job.match && !job.match.includes(FEDERATED_RULES);
  return [
    ...leftOut.map(({ lacks, groups }) => `left out, as ${lacks}: ${groups.join(', ')}`),
    ...(stays
      ? [
          `the hub asks ${name} for what federation.match says: add ${FEDERATED_RULES} for it to have the alerts of these rules`,
        ]
      : []),
  ];
}

function noJobs({ place, name }: Member) {
  return error(
    'no-rules',
    place('monitor', 'existing'),
    `no rules can be made for "${name}", found no jobs, list the jobs of this Prometheus under jobs`,
  );
}
