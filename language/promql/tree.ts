import type { parser as Parser } from '@prometheus-io/lezer-promql';

/** What is wrong with a PromQL expression, and where in it, counted from 0. */
export class PromqlError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

type SyntaxNode = ReturnType<typeof Parser.parse>['topNode'];

/** A node of an expression together with its text. */
export interface Part {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly text: string;
  readonly children: readonly Part[];
}

/** The grammar itself recurses. */
const DEEPEST = 100;

/** Parses an expression; the root's only child is the expression itself. Throws a PromqlError. */
export function parsePromql(expression: string): Part {
  // Loaded only now: most fleet files have no expression, and every start would wait for it.
  const { parser } = require('@prometheus-io/lezer-promql') as { parser: typeof Parser };
  const tree = parser.parse(expression);
  const root = part(tree.topNode, expression, 0);
  checkCharacters(root, expression);
  return root;
}

function part(node: SyntaxNode, expression: string, depth: number): Part {
  if (node.type.isError) throw unexpected(node.from, expression);
  if (depth > DEEPEST) throw new PromqlError('nested too deeply', node.from);
  const children: Part[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(part(child, expression, depth + 1));
  }
  if (node.name.startsWith('NumberDuration') && /\w/.test(expression[node.to] ?? '')) {
    throw unexpected(node.to, expression);
  }
  return bindTightly({
    node,
    name: node.name,
    text: expression.slice(node.from, node.to),
    children,
  });
}

const POSTFIX = /^(OffsetExpr|StepInvariantExpr|MatrixSelector|SubqueryExpr)$/;

/**
 * The grammar reads `a - b offset 1d` as `(a - b) offset 1d`. To Prometheus, what goes behind a
 * selector binds tighter than any operator before it.
 */
function bindTightly(part: Part): Part {
  const [inner, ...behind] = part.children;
  if (!inner || !POSTFIX.test(part.name) || !/^(Binary|Unary)Expr$/.test(inner.name)) return part;
  const last = inner.children.at(-1);
  if (!last) return part;
  const moved = bindTightly({ ...part, children: [last, ...behind] });
  return { ...inner, children: [...inner.children.slice(0, -1), moved] };
}

function unexpected(offset: number, expression: string): PromqlError {
  const at = offset + (/^\s*/.exec(expression.slice(offset))?.[0].length ?? 0);
  const found = expression.slice(at, at + 12);
  return new PromqlError(
    found === '' ? 'it ends too early' : `unexpected ${JSON.stringify(found)}`,
    at,
  );
}

/** The grammar skips every kind of Unicode space; Prometheus knows four characters of it. */
function checkCharacters(root: Part, expression: string): void {
  if (!/[^\x20-\x7e\t\n\r]/.test(expression)) return;
  const covered = (offset: number) => {
    const { name } = root.node.tree?.resolveInner(offset, 1) ?? { name: '' };
    return name === 'StringLiteral' || name === 'LineComment';
  };
  for (const { 0: char, index } of expression.matchAll(/[^\x20-\x7e\t\n\r]/g)) {
    if (!covered(index)) throw new PromqlError(`unexpected ${JSON.stringify(char)}`, index);
  }
}

/** The first child of that name. */
export const only = (parent: Part, name: string) =>
  parent.children.find((child) => child.name === name);
