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
    const matches = picomatch(glob, { bash: true, dot: true });
    return { glob, matches: (name: string) => name === glob || matches(name) };
  });
  return {
    contexts: contexts.filter(({ name }) => patterns.some(({ matches }) => matches(name))),
    problems: patterns
      .filter(({ matches }) => !names.some(matches))
      .map(({ glob }) => `no context is named ${glob}, ${hint(glob, names)}`),
  };
}

/** What may have been meant, or what there is. */
export function hint(glob: string, names: readonly string[]): string {
  if (names.length === 0) return 'the kubeconfig has none';
  const other = nearest(glob, names) ?? nearest(glob.replaceAll('*', ''), names);
  if (other !== undefined) return `did you mean ${other}?`;
  const shown = names.slice(0, MOST_SHOWN).join(', ');
  const more = names.length - MOST_SHOWN;
  return `found ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

const MOST_SHOWN = 5;

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
