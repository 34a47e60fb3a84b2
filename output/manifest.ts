/** A Kubernetes object; the rest is as its kind has it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [key: string]: unknown;
}

/** An object as people name it: `Kind namespace/name`; without a namespace if it has none. */
export const nameOf = ({ kind, metadata: { namespace, name } }: Manifest) =>
  namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
