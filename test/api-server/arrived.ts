import { quantityValue } from '../../language/quantity';

/** A plain tree, as YAML makes it. */
export type Tree = { readonly [key: string]: unknown };

/**
 * How what an API server answers differs from what was sent: nothing that was written may be gone,
 * have another value or be of another type. What it added is not looked at, and amounts may be
 * written in another way.
 */
export function differences(sent: unknown, got: unknown, path = ''): string[] {
  if (Array.isArray(sent)) {
    if (!Array.isArray(got)) return sent.length === 0 ? [] : [differ(path, sent, got)];
    const all = sent.length === got.length || (isAddedTo(path) && sent.length < got.length);
    if (!all) return [differ(path, sent, got)];
    return sent.flatMap((item, index) => differences(item, got[index], `${path}[${index}]`));
  }
  if (isTree(sent)) {
    const keys = Object.keys(sent);
    if (!isTree(got))
      return keys.length === 0 && got === undefined ? [] : [differ(path, sent, got)];
    return keys.flatMap((key) => differences(sent[key], got[key], path ? `${path}.${key}` : key));
  }
  if (sent === got || (isAmount(path) && sameAmount(sent, got))) return [];
  return [differ(path, sent, got)];
}

/** Every pod gets tolerations of nodes that are gone for a while, after its own. */
const isAddedTo = (path: string) => path === 'spec.tolerations';

const isAmount = (path: string) => /\.(requests|limits)\.[a-z]+$/.test(path);

/** Kubernetes rounds up to a whole nano unit. */
function sameAmount(sent: unknown, got: unknown): boolean {
  if (typeof sent !== 'string' || typeof got !== 'string') return false;
  const [one, other] = [quantityValue(sent), quantityValue(got)];
  return Math.abs(one - other) <= Math.max(1e-9, Math.abs(one) * 1e-9);
}

const differ = (path: string, sent: unknown, got: unknown) =>
  `${path}: sent ${shown(sent)}, arrived as ${shown(got)}`;

const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 200);

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
