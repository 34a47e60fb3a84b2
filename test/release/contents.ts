import { posix } from 'node:path';
import { relativeLinks } from '../markdown';
import { licenceProblems } from './licence';
import type { Tree } from './tree';

/** What the checks read of a package's `package.json`. */
export interface Manifest {
  readonly version: string;
  readonly license?: string;
  readonly main?: string;
  readonly types?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files?: readonly string[];
}

/** Everything that is wrong with the files of the npm package, by what is looked at. */
export function contentChecks(tree: Tree, manifest: Manifest): Record<string, string[]> {
  return {
    'the package has what package.json names': missing(tree, manifest),
    'links of the package lead to files in it': deadLinks(tree),
    'the package has no test, no bench and no secret': unwanted(tree),
    'the package is under its licence': licenceProblems(tree, manifest.license),
  };
}

/** Files that `package.json` names and the package lacks. */
function missing(tree: Tree, { main, types, bin = {}, exports = {}, files = [] }: Manifest) {
  const named = [
    ['main', main],
    ['types', types],
    ...Object.entries(bin).map(([name, path]) => [`bin.${name}`, path]),
    ...Object.entries(exports).flatMap(([name, target]) =>
      typeof target === 'string'
        ? [[`exports["${name}"]`, target]]
        : Object.entries(target).map(([kind, path]) => [`exports["${name}"].${kind}`, path]),
    ),
    ...files.filter((path) => !path.startsWith('!')).map((path) => ['files', path]),
  ];
  return named.flatMap(([key, path]) =>
    path === undefined || has(tree, posix.normalize(path))
      ? []
      : `the package lacks ${path}, which ${key} of package.json names: build it, or do not name it`,
  );
}

/** Links between the pages of the package that lead out of it or nowhere. */
function deadLinks(tree: Tree): string[] {
  const pages = [...tree].filter(([path]) => path.endsWith('.md'));
  return pages.flatMap(([page, text]) =>
    relativeLinks(String(text)).flatMap((target) => {
      const [path = ''] = target.split('#');
      const file = posix.join(posix.dirname(page), path);
      return path === '' || has(tree, file)
        ? []
        : `${page} links to ${target}, found no ${file} in the package: ship it, or link to where it is published`;
    }),
  );
}

const has = (tree: Tree, path: string) =>
  tree.has(path) || [...tree.keys()].some((file) => file.startsWith(`${path.replace(/\/$/, '')}/`));

/** Paths that do not belong into a package, and what they are. */
const UNWANTED: readonly (readonly [string, RegExp])[] = [
  ['a test or a bench', /(^|\/)(test|bench|__tests__|fixtures|goldens)\/|\.test\.[\w.]+$/],
  ['what a build leaves', /\.tsbuildinfo$|\.tgz$|(^|\/)node_modules\//],
  ['a file of the repository', /(^|\/)\.(?!helmignore$)[^/]+|^tools\//],
  [
    'a secret by its name',
    /\.(pem|key|p12|pfx|jks|kdbx)$|(^|\/)(id_(rsa|ecdsa|ed25519)|([\w-]+\.)?kubeconfig(\.ya?ml)?)$/,
  ],
];

/** What only a secret has. */
const SECRET = /-----BEGIN [A-Z ]*PRIVATE KEY-----|_authToken\s*=|^\s*client-key-data:\s*\S{40}/m;

/** Files that nobody should publish. */
function unwanted(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const [what] = UNWANTED.find(([, pattern]) => pattern.test(path)) ?? [];
    if (what) {
      return `the package has ${path}, which is ${what}: leave it out by "files" of package.json`;
    }
    if (SECRET.test(String(text))) {
      return `the package has ${path}, in which there is a key or a token: take it out, and replace what it opens`;
    }
    return [];
  });
}
