import { keySchema } from '../../../model/schema';
import { readable } from './re2';

/** A JSON Schema, as far as charts look into it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema | undefined>> | undefined;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly definitions?: Readonly<Record<string, Schema>> | undefined;
  readonly [key: string]: unknown;
}

const PREFIX = 'Prefix of the names of all objects. Default: the name of the Helm release.';

/** What every chart takes beside the keys of the fleet file. */
const HELM_KEYS = {
  nameOverride: {
    type: 'string',
    description: PREFIX,
  },
  extraObjects: {
    type: 'array',
    items: { type: ['object', 'string'] },
    description: 'Further objects to install with the release, as maps or as templates.',
    default: [],
  },
  global: {
    type: 'object',
    description: 'What a chart that has this one as a part says to all of its parts.',
    properties: {
      imageRegistry: {
        type: 'string',
        description:
          'Registry that replaces the host of every image where no other is named. Default: upstream registries.',
      },
    },
  },
} satisfies Record<string, Schema>;

/** The values of a monitor's chart: one cluster's entry, and what the hub says of all of them. */
export function monitorValuesSchema(): Schema {
  const { properties = {}, definitions = {} } = withoutPatches(keySchema() as Schema);
  const { cluster, clusterLabel, imageRegistry } = properties.hub?.properties ?? {};
  // It has nothing below it: a release is of one cluster.
  const { group: _, ...entry } = properties.clusters?.items?.properties ?? {};
  return strict('Values of promfleet-monitor', {
    properties: {
      ...entry,
      hub: object('What the hub of the fleet is like.', { cluster, clusterLabel, imageRegistry }),
      images: properties.images,
      ...HELM_KEYS,
    },
    definitions: { ...definitions, monitor: ofRelease(definitions.monitor) },
  });
}

/** The values of the hub's chart: the fleet file. */
export function hubValuesSchema(): Schema {
  const { properties = {}, definitions = {} } = withoutPatches(keySchema() as Schema);
  const { hub, images, defaults, groups, clusters } = properties;
  return strict('Values of promfleet-hub', {
    properties: {
      hub: ofRelease(withoutFolder(hub)),
      images,
      defaults,
      groups,
      // A chart has to be readable before its user has said anything.
      clusters: {
        ...clusters,
        minItems: 0,
        description:
          'The members: each has a `name`, a `server`, and whatever of `defaults` and its `group` it overrides.',
        default: [],
      },
      ...HELM_KEYS,
    },
    definitions,
  });
}

function strict(title: string, { properties, definitions }: Schema): Schema {
  return readable({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    type: 'object',
    properties,
    additionalProperties: false,
    definitions,
  });
}

const object = (description: string, properties: Record<string, Schema | undefined>): Schema => ({
  type: 'object',
  description,
  properties,
  additionalProperties: false,
});

/** A chart cannot change what it has rendered: that is for a post-renderer of Helm. */
function withoutPatches<Node>(node: Node): Node {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return node;
  const entries = Object.entries(node).filter(
    ([key]) => !['patches', 'patch', 'patchOperation'].includes(key),
  );
  return Object.fromEntries(
    entries.map(([key, value]) => [key, withoutPatches(value)] as const),
  ) as Node;
}

/** A chart reads no files beside its own: the user's dashboards come in a ConfigMap of theirs. */
function withoutFolder(hub: Schema | undefined): Schema {
  const { grafana } = hub?.properties ?? {};
  const { dashboards } = grafana?.properties ?? {};
  const { folder: _, ...rest } = dashboards?.properties ?? {};
  const others = { ...grafana?.properties, dashboards: { ...dashboards, properties: rest } };
  return {
    ...hub,
    properties: { ...hub?.properties, grafana: { ...grafana, properties: others } },
  };
}

/** Names and namespace follow from the Helm release unless they are given. */
function ofRelease(schema: Schema | undefined): Schema {
  const { release, namespace, createNamespace } = schema?.properties ?? {};
  const { default: _, ...name } = release ?? {};
  const { default: __, ...place } = namespace ?? {};
  const { required: ___, ...rest } = schema ?? {};
  return {
    ...rest,
    properties: {
      ...schema?.properties,
      release: { ...name, description: PREFIX },
      namespace: { ...place, description: "Namespace. Default: the Helm release's." },
      createNamespace: {
        ...createNamespace,
        description: `Write the Namespace object, unless it is the Helm release's own, which Helm makes. Default: ${createNamespace?.default}.`,
      },
    },
  };
}
