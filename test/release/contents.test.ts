import { readFileSync } from 'node:fs';
import { contentChecks, type Manifest } from './contents';

const MANIFEST: Manifest = {
  version: '0.1.0',
  license: 'Apache-2.0',
  main: 'lib/index.js',
  types: 'lib/index.d.ts',
  bin: { tool: 'lib/bin.js' },
  exports: {
    '.': { types: './lib/index.d.ts', default: './lib/index.js' },
    './package.json': './package.json',
  },
  files: ['lib', '!lib/test', 'docs'],
};

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{}',
  LICENSE: readFileSync('LICENSE', 'utf8'),
  'README.md': 'See [a page](docs/page.md#there), [docs](docs) and [here](#here).',
  'docs/page.md': 'Back to [it](../README.md), or to [others](https://example.com/x.md).',
  'lib/index.js': '',
  'lib/index.d.ts': '',
  'lib/bin.js': '',
  'helm/chart/templates/tests/pod.yaml': 'kind: Pod',
};

/** What is said of a package with other files, or without some. */
function problems(files: Readonly<Record<string, string | undefined>>, manifest = MANIFEST) {
  const given = Object.entries({ ...FILES, ...files }).flatMap(([path, text]) =>
    text === undefined ? [] : [[path, Buffer.from(text)] as const],
  );
  return Object.values(contentChecks(new Map(given), manifest)).flat();
}

it('nothing is said of a package that is right', () => expect(problems({})).toEqual([]));

it.each([
  ['lib/bin.js', 'bin.tool', 'lib/bin.js'],
  ['lib/index.js', 'exports["."].default', './lib/index.js'],
  ['lib/index.d.ts', 'exports["."].types', './lib/index.d.ts'],
  ['package.json', 'exports["./package.json"]', './package.json'],
])('without %s the package lacks what %s names', (path, key, named) =>
  expect(problems({ [path]: undefined })).toContain(
    `the package lacks ${named}, which ${key} of package.json names: build it, or do not name it`,
  ),
);

it('a path of "files" that leads nowhere is missing, npm says nothing of it', () =>
  expect(problems({}, { ...MANIFEST, files: ['lib', 'CHANGELOG.md'] })).toEqual([
    'the package lacks CHANGELOG.md, which files of package.json names: build it, or do not name it',
  ]));

it('a link to what is not shipped is dead', () =>
  expect(problems({ 'docs/page.md': '[Contribute](../CONTRIBUTING.md#goldens)' })).toEqual([
    'docs/page.md links to ../CONTRIBUTING.md#goldens, found no CONTRIBUTING.md in the package: ship it, or link to where it is published',
  ]));

it('a link in code is none', () =>
  expect(problems({ 'docs/page.md': '```md\n[x](nowhere.md)\n```\n' })).toEqual([]));

it.each([
  ['lib/test/house.test.js', 'a test or a bench'],
  ['lib/bench/main.js', 'a test or a bench'],
  ['lib/house.test.js', 'a test or a bench'],
  ['lib/tsconfig.tsbuildinfo', 'what a build leaves'],
  ['promfleet-0.0.9.tgz', 'what a build leaves'],
  ['.npmrc', 'a file of the repository'],
  ['lib/.env', 'a file of the repository'],
  ['tools/build', 'a file of the repository'],
  ['docs/hub-client-key.pem', 'a secret by its name'],
  ['id_ed25519', 'a secret by its name'],
  ['docs/lab.kubeconfig', 'a secret by its name'],
])('%s is %s', (path, what) =>
  expect(problems({ [path]: '' })).toEqual([
    `the package has ${path}, which is ${what}: leave it out by "files" of package.json`,
  ]),
);

it.each([
  `-----BEGIN ${'EC PRIVATE'} KEY-----`,
  '//registry.internal/:_authToken=x',
  `users:\n  - user:\n      client-key-data: ${'QUJD'.repeat(20)}`,
])('a file with %s is not to be published', (secret) =>
  expect(problems({ 'docs/page.md': `First.\n${secret}\n` })).toEqual([
    'the package has docs/page.md, in which there is a key or a token: take it out, and replace what it opens',
  ]),
);

it.each(['lib/live/kubeconfig.js', 'lib/language/token.js', 'docs/add-a-key.md'])(
  '%s is code or a page, not a secret',
  (path) => expect(problems({ [path]: 'client-key-data: <key>' })).toEqual([]),
);
