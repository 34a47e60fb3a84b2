import { z } from 'zod';
import { checkJsonPointer } from '../../language/json-pointer';
import { checkLabelSelector } from '../../language/label-selector';
import { checkRegex } from '../../language/regex';
import { parseYaml } from '../../yaml/parse';
import { text } from './formats';

const expression = (description: string) =>
  text(
    (value) =>
      value === ''
        ? 'an empty expression matches no object, found "", write one or leave the key out'
        : checkRegex(value),
    `${description} A regular expression (RE2) that has to match all of it.`,
  );

const target = z
  .strictObject({
    kind: expression('Kind of the objects, such as Deployment.').optional(),
    name: expression('Name of the objects.').optional(),
    namespace: expression('Namespace of the objects.').optional(),
    group: expression('API group of the objects, such as apps.').optional(),
    version: expression('API version of the objects, such as v1.').optional(),
    labelSelector: text(
      checkLabelSelector,
      'Labels of the objects, such as app.kubernetes.io/name=grafana.',
    ).optional(),
  })
  .superRefine(({ kind, name }, context) => {
    if (kind !== undefined || name !== undefined) return;
    const message = 'the target has neither a kind nor a name, write one of them at least';
    context.addIssue({ code: 'custom', message });
  })
  .meta({ description: 'The objects that are changed: those that all of it is true of.' });

const pointer = (description: string) => text(checkJsonPointer, description);

/** Which keys an operation has beside `op` and `path`. */
const BESIDE = {
  add: 'value',
  remove: undefined,
  replace: 'value',
  move: 'from',
  copy: 'from',
  test: 'value',
} as const;

/** https://www.rfc-editor.org/rfc/rfc6902 */
const operation = z
  .strictObject({
    op: z
      .enum(Object.keys(BESIDE) as (keyof typeof BESIDE)[])
      .meta({ description: 'What is done.' }),
    path: pointer('Where it is done, such as /spec/replicas.'),
    value: z.unknown().meta({ description: 'What is added, put there, or has to be there.' }),
    from: pointer('What is moved or copied.').optional(),
  })
  .partial({ value: true })
  .superRefine((one, context) => {
    const needed = BESIDE[one.op];
    for (const key of ['value', 'from'] as const) {
      const there = Object.hasOwn(one, key) && one[key] !== undefined;
      if (there === (key === needed)) continue;
      const message = there
        ? `\`${one.op}\` takes no \`${key}\`, found one, leave it out`
        : `\`${one.op}\` takes a \`${key}\`, found none, write it`;
      context.addIssue({ code: 'custom', message, path: there ? [key] : [] });
    }
  })
  .meta({ id: 'patchOperation', description: 'An operation of a JSON patch (RFC 6902).' });

const operations = z.array(operation).min(1);
const mapping = z.record(z.string(), z.unknown());

/** A patch that is a mapping or a list of operations. */
export type PatchBody = z.infer<typeof operations> | z.infer<typeof mapping>;

/** What a patch is that is written as a text: YAML, as kustomize has it; nothing if it is neither. */
export function patchOfText(source: string): PatchBody | undefined {
  const { data, faults } = parseYaml(source);
  if (faults.length > 0) return undefined;
  return z.union([operations, mapping]).safeParse(data).data;
}

const patchText = text(
  (source) =>
    patchOfText(source) === undefined
      ? 'the text is no patch, found neither a map nor operations in it, write them without quotes, so that what is wrong is said with its place'
      : undefined,
  'Either of these as a text, as in a kustomization.yaml.',
);

const patch = z
  .strictObject({
    target,
    patch: z.union([operations, mapping, patchText]).meta({
      description:
        'A part of the object that is merged into it as Kubernetes merges, or a list of JSON patch operations (RFC 6902).',
    }),
  })
  .meta({ id: 'patch', description: 'A change of objects as they are rendered.' });

/** Changes of rendered objects, in kustomize's own form; later ones see what earlier ones did. */
export const patches = (whose: string) =>
  z.array(patch).meta({ description: `Changes of the objects ${whose}, as kustomize has them.` });

export type PatchEntry = z.infer<typeof patch>;
