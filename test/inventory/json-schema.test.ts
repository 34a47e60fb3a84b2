import { parse } from 'yaml';
import { z } from 'zod';
import { jsonSchema } from '../../inventory';
import { fleetFile } from '../../inventory/schema/fleet';
import { EVERY_KEY } from '../fuzz/base';

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  description?: string;
  type?: string;
  maximum?: number;
};

const schema = jsonSchema() as Schema & { definitions: Record<string, Schema> };

/** A schema itself, where another only refers to it. */
function target({ $ref, allOf, ...own }: Schema): Schema {
  if ($ref) return schema.definitions[$ref.replace('#/definitions/', '')] ?? own;
  return allOf?.length === 1 && allOf[0] ? { ...target(allOf[0]), ...own } : { allOf, ...own };
}

/** Where what is part of itself, as a route is, comes round again. */
const ROUND = /\.routes\[\]\.routes\[\]$/;

/** All keys of the JSON Schema as paths, list entries as []. */
function paths(node: Schema, path = ''): string[] {
  if (ROUND.test(path)) return [];
  const { properties = {}, anyOf = [], items } = target(node);
  const own = Object.entries(properties).flatMap(([key, child]) => [
    `${path}.${key}`,
    ...paths(child, `${path}.${key}`),
  ]);
  const below = items ? paths(items, `${path}[]`) : [];
  return [...own, ...anyOf.flatMap((part) => paths(part, path)), ...below];
}

/** The same for the schema that checks. */
function keys(type: z.ZodType, path = ''): string[] {
  if (ROUND.test(path)) return [];
  if (type instanceof z.ZodOptional) return keys(type.unwrap() as z.ZodType, path);
  if (type instanceof z.ZodUnion) {
    return type.options.flatMap((option) => keys(option as z.ZodType, path));
  }
  if (type instanceof z.ZodArray) return keys(type.element as z.ZodType, `${path}[]`);
  if (!(type instanceof z.ZodObject)) return [];
  return Object.entries(type.shape as Record<string, z.ZodType>).flatMap(([key, child]) => [
    `${path}.${key}`,
    ...keys(child, `${path}.${key}`),
  ]);
}

/** The same for a value. */
function used(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => used(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    `${path}.${key}`,
    ...used(child, `${path}.${key}`),
  ]);
}

/**
 * Settings of the defaults and of a cluster are the same, and so are those below them, and those of
 * all components of the control plane.
 */
const anywhere = (path: string) =>
  path
    .replace(/^\.(defaults|clusters\[\])\./, '.member.')
    .replace(/\.controlPlane\.\w+\./, '.controlPlane.component.');

describe('the JSON Schema of the fleet file', () => {
  it('is one that editors understand', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'promfleet fleet file',
      type: 'object',
      additionalProperties: false,
      required: ['hub', 'clusters'],
    });
  });

  it('has the keys that are checked, and no others', () => {
    expect(paths(schema).sort()).toEqual(keys(fleetFile).sort());
  });

  it('is the same every time', () => {
    expect(JSON.stringify(jsonSchema())).toBe(JSON.stringify(jsonSchema()));
  });

  it('describes every key', () => {
    const undescribed = (node: Schema, path: string): string[] =>
      Object.entries(target(node).properties ?? {}).flatMap(([key, child]) => [
        ...(target(child).description ? [] : [`${path}.${key}`]),
        ...undescribed(child, `${path}.${key}`),
      ]);
    expect(undescribed(schema, '')).toEqual([]);
  });

  it('bounds every whole number, so that zod need not', () => {
    const unbounded = JSON.stringify(schema).match(/"maximum":9007199254740991/g);
    expect(unbounded).toBeNull();
  });

  it('has no key that the example of all keys lacks', () => {
    const text = EVERY_KEY;
    const examples = new Set(used(parse(text, { merge: true })).map(anywhere));
    const shared = (path: string) =>
      // Extra scrape configs, rules, resources, routes and clients are the same wherever they stand.
      path
        .replace(
          /^.*\.(scrapeConfigs|rules|resources|federateFrom|remoteWrite|alerting|tls_config|http_config|routes|patches)\b/,
          '.$1',
        )
        .replace(
          /^.*\.(authorization|basic_auth|oauth2|sigv4|proxy_url|static_configs|\w+_sd_configs)\b/,
          '.$1',
        )
        .replace(/^.*\.(\w+_)?relabel_configs\b/, '.relabel_configs');
    const covered = new Set([...examples].map(shared));
    const missing = paths(schema)
      .map(anywhere)
      .filter((path) => !covered.has(shared(path)));
    // Nothing else of an Alertmanager stands beside existing ones, nor one way to log in beside another;
    // files and folders are not part of the text.
    const elsewhere =
      /^\.(include|images\.\w+\.|hub\.alertmanager\.existing|hub\.grafana\.dashboards\.folder|hub\.login\.htpasswd)/;
    expect(missing.filter((path) => !elsewhere.test(path))).toEqual([]);
  });
});
