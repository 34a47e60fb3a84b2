import { z } from 'zod';
import type { Path } from '../../diagnostics';

/** Keys that an object refuses with advice of its own, such as secrets written in line. */
export const refusals = z.registry<Readonly<Record<string, string>>>();

/** Gives an object advice on keys that people are likely to try; call it last. */
export function refusing<Schema extends z.ZodType>(
  schema: Schema,
  advice: Readonly<Record<string, string>>,
): Schema {
  refusals.add(schema, advice);
  return schema;
}

/** The schema that governs a path, without the wrappers that make it optional. */
export function schemaAt(root: z.ZodType, path: Path): z.ZodType | undefined {
  let schema: z.ZodType | undefined = unwrapped(root);
  for (const segment of path) {
    schema = schema && below(schema, segment);
  }
  return schema;
}

/** The keys of an object's schema; none for anything else. */
export const keysOf = (schema: z.ZodType | undefined): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];

function below(schema: z.ZodType, segment: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    return Object.hasOwn(schema.shape, segment) ? unwrapped(schema.shape[segment]) : undefined;
  }
  if (schema instanceof z.ZodArray) return unwrapped(schema.element as z.ZodType);
  if (schema instanceof z.ZodUnion) {
    const options = (schema.options as z.ZodType[]).filter(
      (option) => option instanceof z.ZodArray === (typeof segment === 'number'),
    );
    return options.map((option) => below(option, segment)).find((found) => found !== undefined);
  }
  if (schema instanceof z.ZodRecord) return unwrapped(schema.valueType as z.ZodType);
  return undefined;
}

const unwrapped = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema instanceof z.ZodOptional ? unwrapped(schema.unwrap() as z.ZodType) : schema;
