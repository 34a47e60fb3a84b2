import { discovery } from './discovery';
import type { Fields } from './json';
import type { Kind } from './kinds';
import { SERVICE } from './kinds';
import { answerObjects, type ObjectRequest } from './objects';
import type { SimulatedClusterOptions } from './options';
import { proxied } from './proxy';
import { authorize } from './rbac';
import type { RequestInfo } from './request';
import type { Store } from './store';
import { answerReview, answerSubresource } from './subresources';
import type { Tokens } from './tokens';
import type { User } from './user';
import { watch } from './watch';

/** What an API server answers with. */
export interface Answer {
  readonly status: number;
  /** A function is given what to write with, and gives what ends it. */
  readonly body: Fields | string | ((write: (text: string) => void) => () => void);
  /** @default - that of JSON, or of text */
  readonly contentType?: string;
}

/** What the answers of one API server stand on. */
export interface ApiProps {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly kinds: readonly Kind[];
  readonly url: () => string;
  readonly options: SimulatedClusterOptions;
}

/** What a request says besides its path. */
export type Sent = Pick<ObjectRequest, 'user' | 'body' | 'contentType' | 'agent'> & {
  readonly user: User;
};

const NOT_FOUND: Answer = { status: 404, body: '404 page not found\n' };

/**
 * Answers an authenticated request.
 *
 * @throws {ApiError} What the API server refuses.
 */
export function answer(props: ApiProps, request: RequestInfo, sent: Sent): Answer {
  const { store, tokens, options } = props;
  const { resource: info, path, query, verb } = request;
  authorize(store, sent.user, request);
  if (!info) return answerPath(props, path) ?? NOT_FOUND;
  const { kind, subresource } = info;
  if (!kind || (kind.namespaced === (info.namespace === undefined) && !spansNamespaces(request))) {
    return NOT_FOUND;
  }
  if (kind === SERVICE && subresource === 'proxy') {
    const { status = 200, contentType, body } = proxied(store, info, query, options);
    return { status, contentType, body };
  }
  if (verb === 'watch') {
    const { namespace } = info;
    return { status: 200, body: (write) => watch(store, { kind, namespace, query }, write) };
  }
  const asked: ObjectRequest = { ...sent, verb, info, kind, query };
  if (kind.virtual) return answerReview(store, asked);
  if (subresource !== undefined) return answerSubresource(store, tokens, asked) ?? NOT_FOUND;
  return answerObjects(store, asked);
}

/** Lists of namespaced objects can be asked for in all namespaces at once. */
const spansNamespaces = ({ resource, verb }: RequestInfo): boolean =>
  ['list', 'watch'].includes(verb) && resource?.namespace === undefined;

function answerPath({ kinds, url, options }: ApiProps, path: string): Answer | undefined {
  if (['/readyz', '/livez', '/healthz'].includes(path)) return { status: 200, body: 'ok' };
  if (path === '/version') return { status: 200, body: version(options.gitVersion ?? 'v1.34.4') };
  const found = discovery(path, kinds, url());
  return found && { status: 200, body: found };
}

function version(gitVersion: string): Fields {
  const [, major = '', minor = ''] = /^v(\d+)\.(\d+)/.exec(gitVersion) ?? [];
  return {
    major,
    minor,
    gitVersion,
    gitCommit: '0'.repeat(40),
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
    goVersion: 'go1.24',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
