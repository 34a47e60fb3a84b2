/** What is wrong with a template. */
export class TemplateError extends Error {}

export interface Token {
  readonly kind: 'word' | 'variable' | 'field' | 'dot' | 'literal' | 'punctuation' | 'space';
  readonly text: string;
}

const TOKEN = new RegExp(
  [
    String.raw`(?<space>[ \t\r\n]+)`,
    String.raw`(?<literal>"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u[0-9a-cA-CE-Fe-f][0-9a-fA-F]{3}))*"|${'`'}[^${'`'}]*${'`'}|[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?(?:[eE][-+]?[0-9]{1,2})?(?![\w.]))`,
    String.raw`(?<variable>\$[A-Za-z0-9_]*(?=[ \t\r\n.,|:()]|$))`,
    String.raw`(?<field>\.[A-Za-z_][A-Za-z0-9_]*(?=[ \t\r\n.,|:()]|$))`,
    String.raw`(?<dot>\.(?=[ \t\r\n,|:()]|$))`,
    String.raw`(?<word>[A-Za-z_][A-Za-z0-9_]*(?=[ \t\r\n.,|:()]|$))`,
    '(?<punctuation>:=|[=,|()])',
  ].join('|'),
  'y',
);

/** The insides of the `{{…}}` of a template, comments left out. Throws a TemplateError. */
export function actionsOf(template: string): Token[][] {
  const actions: Token[][] = [];
  for (let at = template.indexOf('{{'); at >= 0; ) {
    const comment = /^\{\{(- )?\/\*(?:(?!\*\/)[\s\S])*\*\/( -)?\}\}/.exec(template.slice(at));
    const end = comment ? at + comment[0].length : endOfAction(template, at + 2);
    if (!comment) actions.push(tokensOf(template.slice(at + 2, end - 2)));
    at = template.indexOf('{{', end);
  }
  return actions;
}

/** Where the action ends: behind the first `}}` that is not part of a string. */
function endOfAction(template: string, start: number): number {
  const inside = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|(\}\})|[\s\S]/gy;
  inside.lastIndex = start;
  for (let piece = inside.exec(template); piece; piece = inside.exec(template)) {
    if (piece[1]) return inside.lastIndex;
  }
  throw new TemplateError('a {{ is not closed');
}

function tokensOf(action: string): Token[] {
  const text = action.replace(/^-(?=[ \t\r\n])/, '').replace(/(?<=[ \t\r\n])-$/, '');
  const tokens: Token[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length; ) {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    const [kind, found] =
      Object.entries(groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (!kind || found === undefined) {
      throw new TemplateError(`unexpected ${JSON.stringify(text.slice(start, start + 12))}`);
    }
    tokens.push({ kind: kind as Token['kind'], text: found });
  }
  return tokens;
}
