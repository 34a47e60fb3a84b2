import { z } from 'zod';
import { matching } from '../../language/check';
import { checkPromql } from '../../language/promql';
import { checkTemplate } from '../../language/template/parse';
import { parsedText, text } from './formats';
import { anyDuration, count, duration, labelName, ruleLabelName } from './scalars';

const ruleLabels = (description: string) =>
  z.record(ruleLabelName, z.string()).meta({ description });

const metricName = text(
  matching(
    /^[a-zA-Z_:][a-zA-Z0-9_:]*$/,
    'a metric name',
    'letters, digits, _ and :, such as job:up:sum',
  ),
  'Name of the metric to record. Either this or `alert`.',
);

const expression = parsedText((value) => {
  const checked = checkPromql(value);
  const found = `found ${JSON.stringify(value)}`;
  if ('wrong' in checked)
    return `not PromQL, ${found}: ${checked.wrong}, write an expression such as up == 0`;
  return checked.type === 'scalar' || checked.type === 'vector'
    ? undefined
    : `a rule needs a vector or a scalar, found ${checked.type === 'matrix' ? 'a range vector' : 'a string'} in ${JSON.stringify(value)}, write an expression such as up == 0`;
}, 'PromQL expression: an instant vector or a scalar.');

const rule = z
  .strictObject({
    record: metricName.optional(),
    alert: z
      .string()
      .min(1)
      .meta({ description: 'Name of the alert. Either this or `record`.' })
      .optional(),
    expr: expression,
    for: anyDuration(
      'How long the expression has to hold before the alert fires. Alerts only.',
    ).optional(),
    keep_firing_for: anyDuration('How long the alert fires on afterwards. Alerts only.').optional(),
    labels: ruleLabels('Labels to add or replace; an alert may use templates.').optional(),
    annotations: z
      .record(labelName('Annotation name.'), z.string())
      .meta({ description: 'Texts for people, with templates. Alerts only.' })
      .optional(),
  })
  .superRefine((rule, context) => {
    const wrong = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', path, message });
    if ((rule.record === undefined) === (rule.alert === undefined)) {
      const found = rule.record === undefined ? 'neither' : 'both';
      wrong(
        `a rule either records or alerts, found ${found}, write one of \`record\` and \`alert\``,
      );
    }
    if (rule.alert === undefined) {
      for (const key of ['for', 'keep_firing_for', 'annotations'] as const) {
        if (rule[key] !== undefined)
          wrong(`a recording rule takes no \`${key}\`, leave it out`, key);
      }
      return;
    }
    for (const key of ['labels', 'annotations'] as const) {
      for (const [name, value] of Object.entries(rule[key] ?? {})) {
        const message = typeof value === 'string' ? checkTemplate(value) : undefined;
        if (message) wrong(message, key, name);
      }
    }
  })
  .meta({ id: 'rule', description: 'A recording or an alerting rule.' });

const group = z
  .strictObject({
    name: z.string().min(1).meta({ description: 'Name of the group, unique.' }),
    interval: duration(
      'Time between two evaluations. Default: the evaluation interval.',
    ).optional(),
    query_offset: anyDuration('How far back in time the rules are evaluated.').optional(),
    limit: count(0, 'Alerts or series a rule may make; 0 for any number.').optional(),
    labels: ruleLabels('Labels to add to every rule of the group.').optional(),
    rules: z.array(rule).meta({ description: 'Rules, evaluated one after the other.' }),
  })
  .meta({ id: 'ruleGroup', description: 'Rules that are evaluated together.' });

/** https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule_group */
export const ruleGroups = z
  .array(group)
  .superRefine((groups, context) => {
    const first = new Map<string, number>();
    for (const [index, { name }] of groups.entries()) {
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, index);
      else {
        const message = `the name ${JSON.stringify(name)} is taken by group ${earlier}, write another`;
        context.addIssue({ code: 'custom', path: [index, 'name'], message });
      }
    }
  })
  .meta({
    description: "Rule groups in Prometheus's own form. A cluster's come after the defaults'.",
  });
