import type { Command } from '../../command';
import { FLEET_OPTIONS } from '../../options';
import type { RulesOptions } from '../../rules/options';
import { rulesCommand } from '../../rules/run';

/** `promfleet rules CLUSTER`: promfleet's rules for the Prometheus of a member. */
export const rules: Command<RulesOptions> = {
  name: 'rules',
  summary: "print promfleet's rules for the Prometheus of a cluster, for its owner to apply",
  argument: { name: 'cluster', summary: 'a cluster of the fleet file' },
  options: [
    ...FLEET_OPTIONS.filter(({ flags }) => flags.startsWith('-f')),
    {
      flags: '--format <format>',
      summary: "a file for Prometheus's rule_files, or an object of the Prometheus Operator",
      default: 'rules',
      choices: ['rules', 'prometheus-rule'],
    },
    {
      flags: '--name <name>',
      summary: 'with --format prometheus-rule: its name (default: promfleet)',
    },
    {
      flags: '--namespace <namespace>',
      summary:
        "with --format prometheus-rule: its namespace (default: that of Prometheus's Service)",
    },
    {
      flags: '--label <key=value...>',
      summary: 'with --format prometheus-rule: labels that the ruleSelector of Prometheus asks for',
    },
  ],
  run: rulesCommand,
};
