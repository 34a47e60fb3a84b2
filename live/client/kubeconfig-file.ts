import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { asError } from './failure';

const text = z.string().nullish();

const cluster = z.object({
  server: z.string(),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'tls-server-name': text,
  'proxy-url': text,
});

const exec = z.object({
  command: z.string(),
  apiVersion: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  installHint: text,
  provideClusterInfo: z.boolean().nullish(),
});

const user = z.object({
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  as: text,
  'as-uid': z.unknown().optional(),
  'as-groups': z.unknown().optional(),
  'as-user-extra': z.unknown().optional(),
  exec: exec.nullish(),
  'auth-provider': z
    .object({ name: z.string(), config: z.record(z.string(), z.string()).nullish() })
    .nullish(),
});

const context = z.object({ cluster: z.string(), user: z.string(), namespace: text });

/** `{ name, <key>: … }`, as kubeconfigs list what has a name, by name. */
const listed = <Entry>(key: string, shape: z.ZodType<Entry>) =>
  z
    .array(z.looseObject({ name: z.string() }))
    .nullish()
    .transform((entries, { addIssue }) => {
      const byName = new Map<string, Entry>();
      for (const { name, [key]: value } of entries ?? []) {
        const { data, error } = shape.safeParse(value ?? {});
        if (data) byName.set(name, data);
        const [first] = error?.issues ?? [];
        if (first) {
          const path = [name, key, ...first.path];
          addIssue({ code: 'custom', path, message: first.message });
        }
      }
      return byName;
    });

/**
 * What is looked at of a kubeconfig.
 *
 * https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
const kubeconfig = z.object({
  clusters: listed('cluster', cluster),
  users: listed('user', user),
  contexts: listed('context', context),
  'current-context': text,
});

export type ClusterEntry = z.infer<typeof cluster>;
export type UserEntry = z.infer<typeof user>;
type ContextEntry = z.infer<typeof context>;
/** A program that prints credentials. */
export type ExecPlugin = z.infer<typeof exec>;

/** A kubeconfig file, or several that were merged. */
export interface KubeconfigFile {
  readonly clusters: ReadonlyMap<string, ClusterEntry>;
  readonly users: ReadonlyMap<string, UserEntry>;
  readonly contexts: ReadonlyMap<string, ContextEntry>;
  readonly currentContext?: string;
}

/** A kubeconfig that cannot be read; the message has nothing of what stands in it. */
export class KubeconfigError extends Error {}

/**
 * Reads kubeconfig files as kubectl does: of a name that several have, the first counts; relative
 * files are relative to the kubeconfig that names them.
 *
 * @param files - none: the list in `KUBECONFIG`, of which files may be missing, or `~/.kube/config`
 * @throws KubeconfigError if there is none, or one is not a kubeconfig
 */
export function readKubeconfigFiles(
  files: readonly string[],
  { KUBECONFIG, HOME }: Readonly<Record<string, string | undefined>>,
): KubeconfigFile {
  const fromList = (KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  const byDefault = fromList.length > 0 || !HOME ? fromList : [join(HOME, '.kube', 'config')];
  const names = files.length > 0 ? files : byDefault;
  const found = names.filter((file) => existsSync(file));
  const missing = names.filter((file) => !found.includes(file));
  if (found.length === 0 || (files.length > 0 && missing.length > 0)) {
    throw new KubeconfigError(
      `no kubeconfig, found no file ${missing.join(', ') || 'and no HOME'}, name one with --kubeconfig or in KUBECONFIG`,
    );
  }
  return merged(found.map(readOne));
}

/**
 * The kubeconfig in a text, such as a Secret of Cluster API.
 *
 * @param what - how messages call it
 * @throws KubeconfigError if it is none
 */
export function readKubeconfigText(text: string, what: string): KubeconfigFile {
  const { data, success, error } = kubeconfig.safeParse(yaml(text, what));
  if (success) {
    const { 'current-context': currentContext, ...others } = data;
    return { ...others, currentContext: currentContext || undefined };
  }
  const [first] = error.issues;
  const where = first?.path.join('.') || 'the whole';
  throw new KubeconfigError(`${what}: not a kubeconfig: ${where}: ${first?.message}`);
}

/** Parsed without a word of the text: it may be a key. */
function yaml(text: string, what: string): unknown {
  try {
    return parse(text, { prettyErrors: true });
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw new KubeconfigError(`${what}${line ? `:${line}` : ''}: not YAML`);
  }
}

function merged(parts: readonly KubeconfigFile[]): KubeconfigFile {
  const first = <Entry>(maps: readonly ReadonlyMap<string, Entry>[]) => {
    const all = new Map<string, Entry>();
    for (const [name, entry] of maps.flatMap((map) => [...map])) {
      if (!all.has(name)) all.set(name, entry);
    }
    return all;
  };
  return {
    clusters: first(parts.map(({ clusters }) => clusters)),
    users: first(parts.map(({ users }) => users)),
    contexts: first(parts.map(({ contexts }) => contexts)),
    currentContext: parts.map((part) => part.currentContext).find((name) => name),
  };
}

function readOne(file: string): KubeconfigFile {
  const { clusters, users, ...others } = readKubeconfigText(readText(file), file);
  const directory = dirname(resolve(file));
  const absolute = (path: string | null | undefined) =>
    path && !isAbsolute(path) ? join(directory, path) : path;
  const placed = <Entry>(map: ReadonlyMap<string, Entry>, place: (entry: Entry) => Entry) =>
    new Map([...map].map(([name, entry]) => [name, place(entry)]));
  return {
    ...others,
    clusters: placed(clusters, (entry) => ({
      ...entry,
      'certificate-authority': absolute(entry['certificate-authority']),
    })),
    users: placed(users, (entry) => ({
      ...entry,
      'client-certificate': absolute(entry['client-certificate']),
      'client-key': absolute(entry['client-key']),
      tokenFile: absolute(entry.tokenFile),
      // A name alone is looked for on PATH.
      exec: entry.exec && {
        ...entry.exec,
        command: entry.exec.command.includes('/')
          ? resolve(directory, entry.exec.command)
          : entry.exec.command,
      },
    })),
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { message: why } = asError(error);
    throw new KubeconfigError(`${file}: the kubeconfig cannot be read: ${why}`);
  }
}
