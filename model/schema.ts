import { jsonSchema } from '../inventory';
import { withNulls } from '../inventory/with-nulls';
import {
  CLUSTER_DEFAULTS,
  FEDERATE_FROM_DEFAULTS,
  GRAFANA_OIDC_DEFAULTS,
  HEARTBEAT_DEFAULTS,
  HUB_DEFAULTS,
  IMAGES_DEFAULTS,
} from './defaults';

interface Node {
  description?: string;
  default?: unknown;
  $ref?: string;
  allOf?: Node[];
  properties?: Record<string, Node>;
  definitions?: Record<string, Node>;
}

/**
 * The JSON Schema of the fleet file, with the default of every key that has a fixed one; a null is
 * right where it can undo something. No key at the top is required: a file may be one of several.
 */
export function fleetSchema(): Record<string, unknown> {
  const { required: _, ...schema } = withNulls(keySchema());
  return schema;
}

/** The same without nulls: what the keys are. */
export function keySchema(): Record<string, unknown> {
  const root = jsonSchema() as Node;
  const { definitions = {}, properties = {} } = root;
  const { labels: _, ...cluster } = CLUSTER_DEFAULTS;
  const { labels: __, ...federateFrom } = FEDERATE_FROM_DEFAULTS;
  for (const [id, defaults] of Object.entries({ ...cluster, federateFrom })) {
    annotate(definitions[id], defaults, definitions);
  }
  annotate(properties.hub, HUB_DEFAULTS, definitions);
  const { heartbeat } = properties.hub?.properties?.alertmanager?.properties ?? {};
  annotate(heartbeat, HEARTBEAT_DEFAULTS, definitions);
  const { oidc } = properties.hub?.properties?.grafana?.properties ?? {};
  annotate(oidc, GRAFANA_OIDC_DEFAULTS, definitions);
  annotate(properties.images, IMAGES_DEFAULTS, definitions);
  return root as Record<string, unknown>;
}

/** Notes defaults at the keys of an object's schema, and in the descriptions that people read. */
function annotate(
  node: Node | undefined,
  defaults: object,
  definitions: Record<string, Node>,
): void {
  for (const [key, value] of Object.entries(defaults)) {
    const property = node?.properties?.[key];
    if (!property) throw new Error(`the schema has no key ${key} for the default of`);
    const list = Array.isArray(value);
    if (typeof value === 'object' && !list) annotate(property, value, definitions);
    else {
      property.description = `${property.description} Default: ${list ? value.join(', ') || 'none' : value}.`;
      property.default = value;
    }
  }
}
