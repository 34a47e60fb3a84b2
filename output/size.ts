/** How large an object is to those that keep it whole. */
export interface ObjectSize {
  /** `Kind namespace/name` */
  readonly object: string;
  /** Bytes of annotations that client-side apply leaves it with. */
  readonly annotations: number;
  /** Bytes of the revision that a StatefulSet's controller keeps; 0 for other kinds. */
  readonly revision: number;
  /** Files that its pods have from Secrets in projected volumes. */
  readonly files: number;
}

interface Volume {
  readonly projected?: {
    readonly sources: readonly { readonly secret?: { readonly items?: readonly object[] } }[];
  };
}

interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly template?: { readonly spec?: { readonly volumes?: readonly Volume[] } };
  };
}

/** Where client-side apply keeps a copy of what it was given. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What the API server adds to a revision: its own metadata, and defaults of the pod. */
export const REVISION_OVERHEAD = 2048;

/** Measures an object. */
export function sizeOf(object: string, manifest: Manifest): ObjectSize {
  const { metadata, kind, spec } = manifest;
  const annotations = metadata.annotations ?? {};
  const copy = { ...manifest, metadata: { ...metadata, annotations } };
  // kubectl ends the copy with a line break.
  const entries = [...Object.entries(annotations), [LAST_APPLIED, `${goJson(copy)}\n`]];
  return {
    object,
    annotations: entries.reduce((sum, texts) => sum + Buffer.byteLength(texts.join('')), 0),
    revision:
      kind === 'StatefulSet' ? Buffer.byteLength(goJson(spec?.template)) + REVISION_OVERHEAD : 0,
    files: filesIn(spec?.template?.spec?.volumes ?? []),
  };
}

const filesIn = (volumes: readonly Volume[]) =>
  volumes
    .flatMap(({ projected }) => projected?.sources ?? [])
    .reduce((sum, { secret }) => sum + (secret?.items?.length ?? 0), 0);

/** JSON as Go writes it, with some signs escaped that JavaScript leaves as they are. */
const goJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
