import { isScalar } from 'yaml';
import type { z } from 'zod';
import { type Code, formatPath, type Path } from '../diagnostics';
import { nearest } from '../language/nearest';
import type { Found } from '../yaml/locate';
import { keysOf, refusals, schemaAt } from './schema/walk';
import { describe, firstLower, short, wrongType } from './wrong-type';

type Issue = z.core.$ZodIssue;

/** What to say about a value, and whether to point at the value itself or at its key. */
export interface Complaint {
  readonly code: Code;
  readonly path: Path;
  /** Path to point at, where it differs from `path`. */
  readonly place?: Path;
  readonly at: 'key' | 'value';
  readonly message: string;
  /** The key that is missing, when that is the complaint. */
  readonly missing?: Path;
  /** The key that an unknown one was meant to be. */
  readonly meant?: Path;
}

/**
 * Puts all issues into words. A misspelt key is missing under its right name as well, which needs
 * no saying.
 */
export function explainAll(
  issues: readonly Issue[],
  root: z.ZodType,
  find: (path: Path) => Found,
): Complaint[] {
  const complaints = issues.flatMap((issue) => explain(issue, root, find));
  const meant = new Set(complaints.flatMap(({ meant }) => (meant ? [formatPath(meant)] : [])));
  return complaints.filter(({ missing }) => !missing || !meant.has(formatPath(missing)));
}

/** Puts an issue into words: what is wrong, what was found, what would be right. */
function explain(issue: Issue, root: z.ZodType, find: (path: Path) => Found): Complaint[] {
  const path = issue.path as Path;
  const say = (code: Code, message: string): Complaint[] => [{ code, path, at: 'value', message }];
  switch (issue.code) {
    case 'invalid_type':
      return [typeOrKey(path, [issue.expected], root, find)];
    case 'invalid_union':
      return fromUnion(issue, root, find);
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, root));
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ code: 'invalid-key', path, at: 'key', message }));
    case 'invalid_value':
      return say('invalid-value', notOneOf(issue.values.map(String), find(path)));
    case 'too_small':
    case 'too_big':
      // Every whole number has a bound of its own; zod's, 2^53, would only repeat it.
      return issue.code === 'too_big' && issue.origin === 'int'
        ? []
        : say('out-of-range', outOfBounds(issue, find(path)));
    case 'custom':
      return say(issue.params?.code ?? 'invalid-value', issue.message);
    default:
      return say('invalid-value', issue.message);
  }
}

function typeOrKey(
  path: Path,
  expected: readonly string[],
  root: z.ZodType,
  find: (path: Path) => Found,
): Complaint {
  const found = find(path);
  const key = path.at(-1);
  if (found.complete || typeof key !== 'string') {
    const message = wrongType(expected, found, schemaAt(root, path));
    return { code: 'wrong-type', path, at: 'value', message };
  }
  const meaning = schemaAt(root, path)?.meta()?.description;
  const advice = meaning ? `, write it: ${firstLower(meaning).replace(/\.$/, '')}` : '';
  const message = `missing key \`${key}\`${advice}`;
  return { code: 'missing-key', path: path.slice(0, -1), at: 'value', message, missing: path };
}

function fromUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  root: z.ZodType,
  find: (path: Path) => Found,
): Complaint[] {
  const path = issue.path as Path;
  const branches = issue.errors as Issue[][];
  const ofType = branches.find((issues) =>
    issues.some((inner) => inner.code !== 'invalid_type' || inner.path.length > 0),
  );
  if (ofType) {
    return ofType.flatMap((inner) =>
      explain({ ...inner, path: [...path, ...inner.path] } as Issue, root, find),
    );
  }
  const expected = branches
    .flat()
    .map((inner) => (inner.code === 'invalid_type' ? inner.expected : ''));
  return [typeOrKey(path, expected.filter(Boolean), root, find)];
}

function unknownKey(path: Path, key: string, root: z.ZodType): Complaint {
  const schema = schemaAt(root, path);
  const known = keysOf(schema);
  const advice = schema && refusals.get(schema);
  // Every object has a `constructor`, which nobody wrote advice on.
  const refusal = advice && Object.hasOwn(advice, key) ? advice[key] : undefined;
  const near = refusal
    ? known.find((name) => refusal.includes(`\`${name}\``))
    : nearest(key, known);
  const way = refusal ?? (near ? `did you mean \`${near}\`?` : knownKeys(known));
  return {
    code: 'unknown-key',
    path,
    place: [...path, key],
    at: 'key',
    message: `unknown key \`${short(key)}\`, ${way}`,
    meant: near === undefined ? undefined : [...path, near],
  };
}

/** As many keys as one reads; the page has them all. */
function knownKeys(known: readonly string[]): string {
  return known.length > MOST_KEYS
    ? `docs/fleet-file.md has the ${known.length} keys that are known here`
    : `known keys are ${known.join(', ')}`;
}

const MOST_KEYS = 10;

function notOneOf(values: readonly string[], found: Found): string {
  const text = isScalar(found.node) ? String(found.node.value) : '';
  const near = nearest(text, values);
  const hint = near ? `, did you mean ${near}?` : '';
  return `expected one of ${values.join(', ')}, found ${describe(found)}${hint}`;
}

function outOfBounds(
  issue: Extract<Issue, { code: 'too_small' | 'too_big' }>,
  found: Found,
): string {
  const least = issue.code === 'too_small';
  const bound = `${least ? 'at least' : 'at most'} ${least ? issue.minimum : issue.maximum}`;
  if (issue.origin === 'array') return `the list is empty, found [], write ${bound} entry`;
  if (issue.origin === 'string') return 'the text is empty, found "", write a value';
  return `expected a whole number of ${bound}, found ${describe(found)}`;
}
