import { z } from 'zod';
import { LABEL_NAME } from '../../language/names';
import { checkRegex } from '../../language/regex';
import { parsedText } from './formats';
import { count, labelName } from './scalars';

const ACTIONS = [
  'replace',
  'keep',
  'drop',
  'keepequal',
  'dropequal',
  'hashmod',
  'labelmap',
  'labeldrop',
  'labelkeep',
  'lowercase',
  'uppercase',
] as const;

type Action = (typeof ACTIONS)[number];
type Key = 'source_labels' | 'separator' | 'regex' | 'modulus' | 'target_label' | 'replacement';

/** What each action needs and what it refuses; what it merely ignores passes, as in Prometheus. */
const RULES: Readonly<
  Partial<Record<Action, { needs?: readonly Key[]; refuses?: readonly Key[] }>>
> = {
  replace: { needs: ['target_label'] },
  hashmod: { needs: ['target_label', 'modulus'] },
  keepequal: {
    needs: ['target_label', 'source_labels'],
    refuses: ['regex', 'modulus', 'separator', 'replacement'],
  },
  dropequal: {
    needs: ['target_label', 'source_labels'],
    refuses: ['regex', 'modulus', 'separator', 'replacement'],
  },
  keep: { needs: ['source_labels'] },
  drop: { needs: ['source_labels'] },
  lowercase: { needs: ['target_label', 'source_labels'], refuses: ['replacement'] },
  uppercase: { needs: ['target_label', 'source_labels'], refuses: ['replacement'] },
  labelmap: { needs: ['regex'] },
  labeldrop: {
    needs: ['regex'],
    refuses: ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'],
  },
  labelkeep: {
    needs: ['regex'],
    refuses: ['source_labels', 'target_label', 'modulus', 'separator', 'replacement'],
  },
};

/** A label name with references to the regex's groups, as `relabelTargetLegacy` in Prometheus has it. */
const LABEL_TEMPLATE = /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))(?:\w|\$(?:\{\w+\}|\w+))*$/;

const regex = parsedText(
  checkRegex,
  'Regular expression (RE2), anchored at both ends. Default: (.*).',
);

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
const relabelConfig = z
  .strictObject({
    action: z.enum(ACTIONS).meta({ description: 'What to do. Default: replace.' }).optional(),
    source_labels: z
      .array(labelName('Label name.'))
      .min(1)
      .meta({ description: 'Labels whose values are joined and matched.' })
      .optional(),
    separator: z
      .string()
      .meta({ description: 'Stands between the joined values. Default: ;.' })
      .optional(),
    regex: regex.optional(),
    modulus: count(1, 'Modulus of the hash (hashmod).').optional(),
    target_label: z.string().meta({ description: 'Label to write.' }).optional(),
    replacement: z
      .string()
      .meta({ description: 'What to write; $1 is the first group. Default: $1.' })
      .optional(),
  })
  .superRefine((config, context) => {
    const { action = 'replace', target_label: target, replacement } = config;
    const wrong = (message: string, ...path: string[]) =>
      context.addIssue({ code: 'custom', path, message });
    const { needs = [], refuses = [] } = RULES[action] ?? {};
    for (const key of needs) {
      if (config[key] === undefined) wrong(`the action ${action} needs \`${key}\`, write it`);
    }
    for (const key of refuses) {
      if (config[key] !== undefined)
        wrong(`the action ${action} takes no \`${key}\`, leave it out`, key);
    }
    const template = action === 'replace' && target?.includes('$') ? LABEL_TEMPLATE : LABEL_NAME;
    if (target !== undefined && !refuses.includes('target_label') && !template.test(target)) {
      wrong(
        `not a label name, found ${JSON.stringify(target)}, write letters, digits and _`,
        'target_label',
      );
    }
    if (action === 'labelmap' && replacement !== undefined && !LABEL_TEMPLATE.test(replacement)) {
      wrong(
        `not a label name, found ${JSON.stringify(replacement)}, write $1 with letters, digits and _`,
        'replacement',
      );
    }
  })
  .meta({ id: 'relabelConfig', description: "A relabelling rule in Prometheus's own form." });

/** A list of relabelling rules. */
export const relabelConfigs = (description: string) => z.array(relabelConfig).meta({ description });
