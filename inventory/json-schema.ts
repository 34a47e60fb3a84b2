import { z } from 'zod';
import { fleetFile } from './schema/fleet';

/**
 * The fleet file as JSON Schema draft-07, which every editor's YAML support understands. Keys keep
 * the order of the schema's source, so the text changes only when the schema does.
 */
export function jsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(fleetFile, { target: 'draft-7', io: 'input' });
}
