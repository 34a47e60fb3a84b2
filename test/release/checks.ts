import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { parse } from 'yaml';
import { readFleetText } from '../../inventory';
import { CHARTS, disparitiesFrom } from '../helm/parity';
import { copyOwnApp, OWN_APP_GOLDEN, ownAppSummary, synthesised } from '../library/app';
import { contentChecks, type Manifest } from './contents';
import { chartLicenceProblems } from './licence';
import { addTo, archiveProblems, type Packed, promfleet, run } from './pack';
import { readTree, unlike } from './tree';
import { versionProblems } from './version';

/** What is looked at, and how to find the problems of it. */
export type Checks = Readonly<Record<string, () => readonly string[] | Promise<readonly string[]>>>;

/** What has been made of the checkout. */
export interface Release extends Packed {
  readonly helm: string;
  /** A directory in which the package is installed, and nothing else. */
  readonly project: string;
  /** Where the package is in it. */
  readonly installed: string;
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** What `package.json` of the checkout says. */
export const packageManifest = (): Manifest => json('package.json');

/** `Chart.yaml` of each chart, and what it says. */
const chartFiles = () =>
  CHARTS.map((chart) => join('helm', chart, 'Chart.yaml')).map(
    (file) => [file, parse(readFileSync(file, 'utf8'))] as const,
  );

/** Checks of what is in the checkout. */
export function checkoutChecks(tag: string | undefined): Checks {
  return {
    'version, charts, lock file and changelog agree': () =>
      versionProblems({
        version: packageManifest().version,
        others: {
          'package-lock.json': json('package-lock.json').version,
          ...Object.fromEntries(chartFiles().map(([file, { version }]) => [file, version])),
        },
        changelog: readFileSync('CHANGELOG.md', 'utf8'),
        tag,
      }),
    'the charts are under the licence of the package': () =>
      chartFiles().flatMap(([file, { annotations = {} }]) =>
        chartLicenceProblems(file, annotations),
      ),
  };
}

/** Checks of what was packed and installed, against what is in the checkout. */
export function releaseChecks(release: Release): Checks {
  const { project, installed } = release;
  const tree = readTree(installed);
  const contents = Object.entries(contentChecks(tree, packageManifest()));
  return {
    'release/ has what is published': () => archiveProblems(packageManifest().version),
    ...Object.fromEntries(contents.map(([name, problems]) => [name, () => problems])),
    'modules of the package load, and have types': () => unloadable(release),
    'the installed package renders dist/, byte for byte': async () => {
      const fleet = join(installed, 'fleet.yaml');
      await promfleet(project, 'synth', '--fleet', fleet, '--out', 'dist');
      return unlike(
        'the synthesis of the installed package',
        readTree(join(project, 'dist')),
        readTree('dist'),
        'dist/',
      );
    },
    'the installed package writes helm/, byte for byte': async () => {
      await promfleet(project, 'helm', '--out', 'helm');
      const right = readTree('helm');
      return [
        ...unlike(
          'promfleet helm of the installed package',
          readTree(join(project, 'helm')),
          right,
          'helm/',
        ),
        ...unlike("the package's own helm/", readTree(join(installed, 'helm')), right, 'helm/'),
      ];
    },
    'the installed package prints fleet.schema.json, byte for byte': async () => {
      const printed = new Map([
        ['fleet.schema.json', Buffer.from(await promfleet(project, 'schema'))],
      ]);
      const name = 'fleet.schema.json';
      return unlike(
        'promfleet schema of the installed package',
        printed,
        new Map([[name, readFileSync(name)]]),
        'the checkout',
      );
    },
    'examples/own-app is synthesised with the packed package': () => ownAppProblems(release),
    'the packed charts give dist/, object for object': () => chartProblems(release),
  };
}

/** Exported modules that Node cannot load, or TypeScript has no types of, where it is installed. */
async function unloadable({ project }: Release): Promise<string[]> {
  const modules = Object.keys(packageManifest().exports ?? {}).map((name) =>
    posix.join('promfleet', name),
  );
  const code = modules.filter((name) => !name.endsWith('.json'));
  const lines = code.map((name, index) => `export * as module${index} from '${name}';\n`);
  writeFileSync(join(project, 'user.ts'), lines.join(''));
  // Without the types of Node, which not everyone installs.
  const options = '--noEmit --strict --module nodenext --target es2022 --types'.split(' ');
  const runs: [string, string[]][] = [
    ...modules.map((name): [string, string[]] => [process.execPath, ['-e', `require('${name}')`]]),
    [resolve('node_modules', '.bin', 'tsc'), [...options, '', 'user.ts']],
  ];
  const failures = runs.map(([program, args]) =>
    run(program, args, project).then(
      () => [],
      ({ message }: Error) => [`who imports the installed package cannot: ${message}`],
    ),
  );
  return (await Promise.all(failures)).flat();
}

/** What the installed example writes that its golden has not, and libraries that it has twice. */
async function ownAppProblems({ project, tarball }: Release): Promise<string[]> {
  const directory = mkdtempSync(join(project, 'own-app-'));
  copyOwnApp(directory, true);
  await addTo(directory, tarball);
  const modules = join(directory, 'node_modules');
  // A construct is one for those only who have the same library.
  const twice = ['cdk8s', 'constructs'].filter((name) =>
    existsSync(join(modules, 'promfleet', 'node_modules', name)),
  );
  const found = ownAppSummary(await synthesised(directory));
  const golden = join('test', 'goldens', OWN_APP_GOLDEN);
  return [
    ...twice.map(
      (name) => `examples/own-app has ${name} twice, expected promfleet to take the app's own`,
    ),
    ...unlike(
      'examples/own-app',
      new Map([[golden, Buffer.from(found)]]),
      new Map([[golden, readFileSync(golden)]]),
      'the checkout',
    ),
  ];
}

/** Where the packed charts, with the shipped fleet as values, give other objects than `dist/` has. */
async function chartProblems({ helm, chartAt, project }: Release): Promise<string[]> {
  const { file } = readFleetText(readFileSync('fleet.yaml', 'utf8'), 'fleet.yaml');
  if (!file) return ['fleet.yaml is refused, expected a valid fleet: run promfleet validate'];
  // A Kustomization is no object of a cluster.
  const manifests = [...readTree('dist')].filter(([path]) => path.endsWith('.yaml'));
  const files = new Map(manifests.map(([path, text]) => [path, String(text)]));
  const parity = { helm, chartAt, directory: project };
  const found = await disparitiesFrom(files, file, parity, 'values');
  return found.map(
    (line) => `the packed charts give other objects than dist/, whose are first: ${line}`,
  );
}
