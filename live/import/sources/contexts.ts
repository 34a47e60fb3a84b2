import picomatch from 'picomatch';
import { nearest } from '../../../language/nearest';
import type { KubeContext, Kubeconfig } from '../../client/kubeconfig';
import type { Candidate } from '../candidate';

/** What globs name of a kubeconfig. */
export interface ChosenContexts {
  /** In the order of the kubeconfig, each once. */
  readonly contexts: readonly KubeContext[];
  /** A sentence for each glob that names none. */
  readonly problems: readonly string[];
}

/** The contexts that globs name; a `*` stands for any characters, slashes too, as ARNs have them. */
export function chooseContexts({ contexts }: Kubeconfig, globs: readonly string[]): ChosenContexts {
  const names = contexts.map(({ name }) => name);
  const patterns = globs.map((glob) => {
    // An empty pattern throws; nothing but the empty name is meant by it.
    const matches = glob === '' ? () => false : picomatch(glob, { bash: true, dot: true });
    return { glob, matches: (name: string) => name === glob || matches(name) };
  });
  return {
    contexts: contexts.filter(({ name }) => patterns.some(({ matches }) => matches(name))),
    problems: patterns
      .filter(({ matches }) => !names.some(matches))
      .map(({ glob }) => `no context is named ${glob === '' ? "''" : glob}, ${hint(glob, names)}`),
  };
}

/** What may have been meant by a name or a glob, or what there is. */
export function hint(glob: string, names: readonly string[]): string {
  if (names.length === 0) return 'the kubeconfig has none';
  const alike = likeIt(glob, names);
  if (alike.length > 0) return `did you mean ${shown(alike, 3, ' or ')}?`;
  return `found ${shown(names, 5, ', ')}`;
}

/** Names that a word nearly is, or that begin nearly as a glob does. */
function likeIt(glob: string, names: readonly string[]): string[] {
  const name = nearest(glob, names);
  const begin = glob.replace(/[*?].*$/, '');
  if (name !== undefined || begin === '' || begin === glob) return name === undefined ? [] : [name];
  // With a letter more or less, too.
  const lengths = [begin.length - 1, begin.length, begin.length + 1];
  const begins = new Map<string, Set<string>>();
  for (const [each, length] of names.flatMap((each) => lengths.map((of) => [each, of] as const))) {
    const own = each.slice(0, length);
    begins.set(own, (begins.get(own) ?? new Set()).add(each));
  }
  const near = nearest(begin, [...begins.keys()]);
  return near === undefined ? [] : [...(begins.get(near) ?? [])];
}

function shown(names: readonly string[], most: number, between: string): string {
  const more = names.length - most;
  return names.slice(0, most).join(between) + (more > 0 ? ` and ${more} more` : '');
}

/** A context as a candidate. */
export function contextCandidate(kubeconfig: Kubeconfig, context: KubeContext): Candidate {
  const { name, server, cluster, login, command, authProvider } = context;
  return {
    // `az aks get-credentials --admin` marks the user in the context's name.
    name: name === `${cluster}-admin` ? cluster : name,
    server,
    source: `context ${name}`,
    context: name,
    connect: () => kubeconfig.connection(name),
    login,
    loginWith: command ?? authProvider,
    tlsServerName: context.serverName,
    insecureSkipVerify: context.insecureSkipVerify,
    proxyUrl: context.proxyUrl,
  };
}
