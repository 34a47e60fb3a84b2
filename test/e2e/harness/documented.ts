import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { type Administered, helmPath, kubectlJson, kubectlPath } from './kubectl';

const DOCS = path.join(__dirname, '../../../../docs');

/** Where commands of a page are run, and by whom. */
export interface Surroundings {
  /** The directory that `dist/` lies in. */
  readonly directory: string;
  /** Clusters by the contexts that the page names. */
  readonly contexts: Readonly<Record<string, Administered>>;
  /**
   * The context that commands go to which name none.
   *
   * @default - none: they fail
   */
  readonly currentContext?: string;
  /**
   * What stands on the page for something that is called otherwise here.
   *
   * @default - everything is called as on the page
   */
  readonly words?: Readonly<Record<string, string>>;
}

/** The commands below a heading of a page of docs/, a text for each block of them. */
export function documented(heading: string, page = 'upgrade.md'): string[] {
  const sections = fs.readFileSync(path.join(DOCS, page), 'utf8').split(/^#+ /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const blocks = [...section.matchAll(/^( *)```sh\n(.*?)^ *```$/gms)];
  if (blocks.length === 0) throw new Error(`docs/${page} has no commands below "${heading}"`);
  return blocks.map(([, indent = '', text = '']) => text.replaceAll(`\n${indent}`, '\n').trim());
}

/** Runs commands as a shell of somebody who follows the page would; gives what they printed. */
export async function follow(commands: string, surroundings: Surroundings): Promise<string> {
  const { directory, contexts, currentContext, words = {} } = surroundings;
  const script = Object.entries(words).reduce(
    (text, [written, meant]) => text.replaceAll(written, meant),
    commands,
  );
  // One for each that runs: nobody is to read it while it is being written.
  const config = path.join(directory, `documented-${++followed}.kubeconfig`);
  await writeKubeconfig(config, contexts, currentContext);
  const tools = [kubectlPath(), helmPath()].map((file) => path.dirname(file));
  const PATH = [...tools, process.env.PATH].join(':');
  const options = {
    cwd: directory,
    env: { ...process.env, PATH, KUBECONFIG: config },
    // A drill waits for its alert to fire, and to be over.
    timeout: 600_000,
  };
  return new Promise((resolve, reject) => {
    execFile('bash', ['-euc', script], options, (error, stdout, stderr) =>
      error ? reject(new Error(`${script}\n${stdout}${stderr}`)) : resolve(stdout),
    );
  });
}

let followed = 0;

/** Writes a kubeconfig with a context for each cluster. */
export async function writeKubeconfig(
  file: string,
  contexts: Surroundings['contexts'],
  currentContext?: string,
): Promise<void> {
  const merge = { ...(await merged(contexts)), 'current-context': currentContext };
  fs.writeFileSync(file, stringify(merge), { mode: 0o600 });
}

async function merged(contexts: Surroundings['contexts']): Promise<object> {
  const view = ['config', 'view', '--minify', '--raw', '--flatten'];
  const parts = await Promise.all(
    Object.entries(contexts).map(async ([name, cluster]) => {
      const { clusters, users } = await kubectlJson<Kubeconfig>(cluster, view);
      return {
        cluster: { ...clusters[0], name },
        user: { ...users[0], name },
        context: { name, context: { cluster: name, user: name } },
      };
    }),
  );
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: parts.map(({ cluster }) => cluster),
    users: parts.map(({ user }) => user),
    contexts: parts.map(({ context }) => context),
  };
}

interface Kubeconfig {
  readonly clusters: readonly object[];
  readonly users: readonly object[];
}
