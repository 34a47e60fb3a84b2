import type { Fields } from './json';
import { apiVersionOf, type Kind } from './kinds';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
/** Subresources by the resource that has them. */
const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = {
  services: ['proxy'],
  serviceaccounts: ['token'],
  certificatesigningrequests: ['approval', 'status'],
  deployments: ['status'],
  statefulsets: ['status'],
  daemonsets: ['status'],
};

/** What is at the paths that say which kinds there are; nothing for other paths. */
export function discovery(path: string, kinds: readonly Kind[], url: string): Fields | undefined {
  const groups = [...new Set(kinds.map(({ group }) => group))].filter((group) => group !== '');
  if (path === '/api') {
    const host = new URL(url).host;
    const serverAddressByClientCIDRs = [{ clientCIDR: '0.0.0.0/0', serverAddress: host }];
    return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs };
  }
  if (path === '/apis') {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((group) => describedGroup(group, kinds)),
    };
  }
  const group = groups.find((name) => path === `/apis/${name}`);
  if (group) return { kind: 'APIGroup', apiVersion: 'v1', ...describedGroup(group, kinds) };
  const inside = kinds.filter((kind) => path === rootOf(kind));
  const [first] = inside;
  if (!first) return undefined;
  return {
    kind: 'APIResourceList',
    ...(first.group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: apiVersionOf(first),
    resources: inside.flatMap(described),
  };
}

const rootOf = (kind: Kind) => `${kind.group === '' ? '/api' : '/apis'}/${apiVersionOf(kind)}`;

function describedGroup(name: string, kinds: readonly Kind[]): Fields {
  const found = new Set(kinds.filter(({ group }) => group === name).map(({ version }) => version));
  const versions = [...found].map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

function described({ kind, resource, namespaced, virtual }: Kind): Fields[] {
  const singularName = kind.toLowerCase();
  const own = {
    name: resource,
    singularName,
    namespaced,
    kind,
    verbs: virtual ? ['create'] : VERBS,
  };
  const below = (SUBRESOURCES[resource] ?? []).map((name) => ({
    name: `${resource}/${name}`,
    singularName: '',
    namespaced,
    kind,
    verbs: name === 'token' ? ['create'] : ['get', 'patch', 'update'],
  }));
  return [own, ...below];
}
