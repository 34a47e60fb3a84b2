/** As far as every Kubernetes object goes. */
export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [key: string]: unknown;
}

/** Objects as an API server gives them. */
export interface Objects {
  /** Names of the groups that they are of. */
  readonly groups: readonly string[];
  /** What a path has, bounded and selected by its query; undefined where it has nothing. */
  get(
    path: string,
    query: URLSearchParams,
  ): { readonly status: 200; readonly body: unknown } | undefined;
}

/** Groups that every Kubernetes has. */
const BUILT_IN = /^\/(api|apis\/(apps|[a-z.]+\.k8s\.io))\//;

/** An object of Kubernetes or a list of them: `/apis/GROUP/VERSION[/namespaces/NS]/PLURAL[/NAME]`. */
const PATH =
  /^(?:\/api|\/apis\/(?<group>[^/]+))\/(?<version>[^/]+)(?:\/namespaces\/(?<namespace>[^/]+))?\/(?<plural>[^/]+)(?:\/(?<name>[^/]+))?$/;

export function objectsIn(all: readonly StoredObject[]): Objects {
  return {
    groups: all.flatMap(({ apiVersion }) =>
      apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? []) : [],
    ),
    get: (path, query) => get(all, path, query),
  };
}

function get(all: readonly StoredObject[], path: string, query: URLSearchParams) {
  const { group, version, namespace, plural, name } = PATH.exec(path)?.groups ?? {};
  const apiVersion = group ? `${group}/${version}` : version;
  const ofKind = all.filter(
    (object) => object.apiVersion === apiVersion && pluralOf(object.kind) === plural,
  );
  const within = ofKind.filter(
    ({ metadata }) => namespace === undefined || metadata.namespace === namespace,
  );
  if (name !== undefined) {
    const body = within.find(({ metadata }) => metadata.name === name);
    return body && { status: 200 as const, body };
  }
  if (ofKind.length === 0 && !BUILT_IN.test(path)) return undefined;
  const selected = within.filter(({ metadata }) =>
    selects(query.get('labelSelector') ?? '', metadata.labels ?? {}),
  );
  const items = selected.slice(0, Number(query.get('limit') || selected.length));
  return { status: 200 as const, body: { kind: 'List', metadata: {}, items } };
}

const pluralOf = (kind: string) => `${kind.toLowerCase()}${kind.endsWith('s') ? 'es' : 's'}`;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
function selects(selector: string, labels: Readonly<Record<string, string>>): boolean {
  const requirements = selector.match(/[^,(]+(\([^)]*\))?/g) ?? [];
  return requirements.every((requirement) => {
    const set = /^(\S+) (in|notin) \((.*)\)$/.exec(requirement);
    if (set) {
      const [, key = '', operator, values = ''] = set;
      return values.split(',').includes(labels[key] ?? '') === (operator === 'in');
    }
    const [key = '', value] = requirement.split('=');
    return labels[key] === value;
  });
}
