import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { keySchema } from '../model/schema';
import { rendered } from './fleet';
import { CODE, relativeLinks } from './markdown';

const PAGES = [
  'README.md',
  'CHANGELOG.md',
  ...['docs', 'docs/runbooks'].flatMap((directory) =>
    readdirSync(directory)
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(directory, name)),
  ),
];
/** What is in the repository only, on GitHub. */
const REPOSITORY_PAGES = ['CONTRIBUTING.md', 'SECURITY.md'];

const text = (page: string) => readFileSync(page, 'utf8');

/** What the npm package has: npm itself adds these three. */
const PACKED = ['README.md', 'LICENSE', 'package.json', ...JSON.parse(text('package.json')).files];

describe('links', () => {
  const links = [...PAGES, ...REPOSITORY_PAGES].flatMap((page) =>
    relativeLinks(text(page)).map((target) => ({ page, target })),
  );

  it('are there', () => expect(links.length).toBeGreaterThan(20));

  it.each(links)('$page: $target leads somewhere', ({ page, target }) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    expect(existsSync(file)).toBe(true);
    if (PAGES.includes(page)) {
      expect(PACKED.some((packed) => file === packed || file.startsWith(`${packed}/`))).toBe(true);
    }
    if (anchor !== undefined) expect(anchors(file)).toContain(anchor);
  });

  /** The anchors that GitHub gives the headings of a page. */
  function anchors(page: string): string[] {
    return [
      ...text(page)
        .replace(CODE, '')
        .matchAll(/^#+ (.+)$/gm),
    ].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
  }
});

describe('examples', () => {
  const fleets = PAGES.flatMap((page) =>
    [...text(page).matchAll(CODE)]
      .filter(([, , language]) => language === 'yaml')
      .map(([, indent = '', , code = '']) => code.replace(new RegExp(`^${indent}`, 'gm'), ''))
      .filter((code) => /^(?:#.*\n)*(?:hub|images|patches|defaults|groups|clusters):/.test(code))
      .map((code, index) => ({ page, index, code })),
  );

  it('are there', () => expect(fleets.length).toBeGreaterThan(5));

  it.each(fleets)('$page: fleet file $index is right', ({ code }) =>
    expect(() => rendered(completed(code))).not.toThrow(),
  );

  it('README.md: lists the files its example renders to', () => {
    const [example] = fleets.filter(({ page }) => page === 'README.md');
    const listed = [...text('README.md').matchAll(/^dist\/(\S+\.k8s\.yaml) /gm)].map(
      ([, path]) => path,
    );
    const files = rendered(example?.code ?? '');
    expect(listed.sort()).toEqual(Object.keys(files).sort());
    expect(text('README.md')).toContain(
      `dist: 2 clusters and the hub, ${Object.values(files).flat().length} objects; files: ${listed.length + 3} written`,
    );
  });

  it('docs/air-gap.md: lists the images of the shipped fleet', () => {
    const images = Object.values(rendered(text('fleet.yaml')))
      .flat()
      .flatMap(({ spec }) => spec?.template?.spec.containers ?? [])
      .map(({ image }) => image);
    const [, listed = ''] = /```text\n([^`]+)\n```/.exec(text('docs/air-gap.md')) ?? [];
    expect(listed.split('\n')).toEqual([...new Set(images)].sort());
  });

  /** A fleet file from a part of one. */
  function completed(code: string): string {
    const part = parse(code);
    return [
      code,
      'hub' in part ? '' : 'hub: { cluster: control-plane }',
      'clusters' in part ? '' : "clusters: [{ name: one, server: 'https://192.0.2.1' }]",
    ].join('\n');
  }
});

describe('docs/fleet-file.md', () => {
  const rows = [...text('docs/fleet-file.md').matchAll(/^\| `([^`]+)` +\| (.*?) +\| .+ \|$/gm)].map(
    ([, key = '', value = '']) => [key, value.replaceAll('`', '')] as const,
  );
  const schema = schemaKeys();

  it('has every key of the schema once, and no other', () =>
    expect(rows.map(([key]) => key).sort()).toEqual([...schema.keys()].sort()));

  it.each(rows)('%s: the default is %s', (key, value) => {
    const { description = '', required } = schema.get(key) ?? {};
    const given = /Default: (.*)\.$/.exec(description)?.[1]?.replaceAll('`', '');
    expect(value).toBe(given ?? (required ? 'required' : '–'));
  });
});

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly definitions?: Readonly<Record<string, Schema | undefined>>;
  readonly description?: string;
}

/** Every key of the fleet file, as the page names it: what stands in several places has one name. */
function schemaKeys(): Map<string, { description?: string; required: boolean }> {
  const root: Schema = keySchema();
  const { definitions = {} } = root;
  const resolve = (schema: Schema): Schema => {
    if (schema.$ref) return resolve(definitions[schema.$ref.replace('#/definitions/', '')] ?? {});
    return Object.assign({}, ...(schema.allOf ?? []).map(resolve), schema);
  };
  const found = new Map<string, { description?: string; required: boolean }>();
  const walk = (schema: Schema, path: string, open: readonly string[] = []): void => {
    const { $ref = '' } = schema;
    // What is part of itself, as a route is, has its keys once.
    if (open.includes($ref)) return;
    const within = $ref === '' ? open : [...open, $ref];
    const { properties = {}, required = [], items } = resolve(schema);
    if (items) walk(items, `${path}[]`, within);
    for (const [key, value] of Object.entries(properties)) {
      const full = path === '' ? key : `${path}.${key}`;
      const { description } = resolve(value);
      found.set(shortened(full), { description, required: required.includes(key) });
      walk(value, full, within);
    }
  };
  walk(root, '');
  return found;
}

function shortened(path: string): string {
  return path
    .replace(/^(defaults|clusters\[\])\.(?!name$|server$|kubeContext$|group$)/, '')
    .replace(/^hub\.alertmanager\.config\.(\w)/, '$1')
    .replace(/^route\.routes\[\]\./, 'routes[].')
    .replace(/^(global|receivers\[\]\.\w+\[\])\.http_config\./, 'http_config.')
    .replace(
      /^(global\.smtp_|receivers\[\]\.email_configs\[\]\.)tls_config\./,
      'http_config.tls_config.',
    )
    .replace(
      /^hub\.alertmanager\.existing\[\]\.(\w+_config|authorization|basic_auth)\./,
      'http_config.$1.',
    )
    .replace(/^(hub\.alertmanager|monitor\.exporters\.\w+)\.resources\./, 'resources.')
    .replace(/^hub\.patches\[\]\./, 'patches[].')
    .replace(
      /^(hub|monitor)\.((federateFrom|scrapeConfigs|rules|remoteWrite)\[\]|resources|alerting)\./,
      '$2.',
    )
    .replace(/^alerting\.alertmanagers\[\]\.(\w+_configs\[\]\.)/, 'scrapeConfigs[].$1')
    .replace(/^alerting\.alertmanagers\[\]\.(oauth2|sigv4)\./, 'remoteWrite[].$1.')
    .replace(
      /^(remoteWrite\[\]|alerting\.alertmanagers\[\])\.(?:oauth2\.)?(tls_config|authorization|basic_auth)\./,
      'http_config.$2.',
    )
    .replace(
      /^(scrapeConfigs\[\]|remoteWrite\[\]|alerting)\.(\w+_)?relabel_configs\[\]\./,
      'relabel_configs[].',
    )
    .replace(/^(hub|monitor)\.(affinity\.|tolerations\[\]|topologySpreadConstraints\[\])/, '$2')
    .replace(/^affinity\.podAntiAffinity\./, 'affinity.podAffinity.')
    .replace(
      /^(affinity\.podAffinity|topologySpreadConstraints\[\])\..*(label|namespace)Selector\./,
      'labelSelector.',
    )
    .replace(/^topologySpreadConstraints\[\]\.labelSelector\./, 'labelSelector.')
    .replace(
      /^affinity\.podAffinity\.(required\w+\[\]|preferred\w+\[\]\.podAffinityTerm)\./,
      'podAffinityTerm.',
    )
    .replace(
      /^affinity\.nodeAffinity\.(required\w+\.nodeSelectorTerms\[\]|preferred\w+\[\]\.preference)\./,
      'nodeSelectorTerm.',
    )
    .replace(/^images\.\w+\./, 'images.*.');
}
