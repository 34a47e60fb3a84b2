import { actionsOf, TemplateError, type Token } from './lex';

/** https://pkg.go.dev/text/template#hdr-Functions */
const BUILT_IN =
  'and call eq ge gt html index js le len lt ne not or print printf println slice urlquery';

/** https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#functions */
const PROMETHEUS =
  'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match now parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink title toDuration toLower toTime toUpper urlQueryEscape value';

const FUNCTIONS = new Set(`${BUILT_IN} ${PROMETHEUS}`.split(' '));

/** Variables that Prometheus defines before every alert template. */
const VARIABLES = ['$', '$labels', '$externalLabels', '$externalURL', '$value'];

interface Block {
  readonly keyword: 'if' | 'range' | 'with';
  readonly variables: number;
  hasElse: boolean;
}

/** Says what is wrong with a template in an alert's label or annotation. */
export function checkTemplate(template: string): string | undefined {
  try {
    new Checker().check(actionsOf(template));
    return undefined;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const shown = JSON.stringify(template.length > 60 ? `${template.slice(0, 57)}…` : template);
    return `not a template that Prometheus takes, found ${shown}: ${error.message}, write {{ $labels.instance }}, say`;
  }
}

/** Follows Go's text/template/parse, without `define` and `block`. */
class Checker {
  private readonly blocks: Block[] = [];
  private readonly variables = [...VARIABLES];
  private tokens: readonly Token[] = [];
  private at = 0;

  check(actions: readonly (readonly Token[])[]): void {
    for (const tokens of actions) {
      [this.tokens, this.at] = [tokens, 0];
      this.action();
      this.space();
      if (this.peek()) throw new TemplateError(`unexpected ${JSON.stringify(this.peek()?.text)}`);
    }
    const open = this.blocks.at(-1);
    if (open) throw new TemplateError(`{{ ${open.keyword} }} has no {{ end }}`);
  }

  private action(): void {
    this.space();
    const keyword = this.peek()?.kind === 'word' ? (this.peek()?.text ?? '') : '';
    if (/^(if|range|with)$/.test(keyword)) this.open(keyword as Block['keyword']);
    else if (keyword === 'else') this.otherwise();
    else if (keyword === 'end') this.close();
    else if (keyword === 'break' || keyword === 'continue') this.leave(keyword);
    else if (/^(define|block|template)$/.test(keyword)) {
      throw new TemplateError(`{{ ${keyword} }} is not supported`);
    } else this.pipeline(false);
  }

  private open(keyword: Block['keyword']): void {
    this.at++;
    this.blocks.push({ keyword, variables: this.variables.length, hasElse: false });
    this.pipeline(keyword === 'range');
  }

  private close(): void {
    this.at++;
    const block = this.blocks.pop();
    if (!block) throw new TemplateError('{{ end }} closes nothing');
    this.variables.length = block.variables;
  }

  private leave(keyword: string): void {
    this.at++;
    if (!this.blocks.some((block) => block.keyword === 'range')) {
      throw new TemplateError(`{{ ${keyword} }} stands outside {{ range }}`);
    }
  }

  private otherwise(): void {
    this.at++;
    const block = this.blocks.at(-1);
    if (!block || block.hasElse) throw new TemplateError('{{ else }} belongs to nothing');
    this.space();
    if (block.keyword !== 'range' && this.take(block.keyword)) this.pipeline(false);
    else block.hasElse = true;
  }

  private pipeline(isRange: boolean): void {
    this.declaration(isRange);
    for (let stage = 0; ; stage++) {
      this.command(stage);
      this.space();
      if (!this.take('|')) return;
    }
  }

  /** `$x := …`, `$x = …` or, for a range, `$i, $x := …`. */
  private declaration(isRange: boolean): void {
    this.space();
    const rest = this.tokens.slice(this.at).filter(({ kind }) => kind !== 'space');
    const names = isRange && rest[1]?.text === ',' ? [rest[0], rest[2]] : [rest[0]];
    const operator = rest[names.length * 2 - 1];
    if (operator?.text !== ':=' && operator?.text !== '=') return;
    for (const name of names) {
      if (name?.kind !== 'variable')
        throw new TemplateError(`${operator.text} needs a variable before it`);
      if (operator.text === ':=') this.variables.push(name.text);
      else this.known(name.text);
    }
    this.at = this.tokens.indexOf(operator) + 1;
  }

  private command(stage: number): void {
    this.space();
    const first = this.peek();
    if (!first || first.text === '|' || first.text === ')')
      throw new TemplateError('a value is missing');
    if (
      stage > 0 &&
      (first.kind === 'literal' || first.kind === 'dot' || /^(true|false|nil)$/.test(first.text))
    ) {
      throw new TemplateError(`${first.text} is not a function to pipe into`);
    }
    for (
      let next = this.peek();
      next && next.text !== '|' && next.text !== ')';
      next = this.peek()
    ) {
      this.operand(next);
      const behind = this.peek();
      if (behind && behind.kind !== 'space' && !/^[|)]$/.test(behind.text)) {
        throw new TemplateError(`unexpected ${JSON.stringify(behind.text)}`);
      }
      this.space();
    }
  }

  private operand(token: Token): void {
    this.at++;
    let canChain = true;
    if (token.text === '(' && token.kind === 'punctuation') {
      if (this.tokens.length > 500) throw new TemplateError('it is too long');
      this.pipeline(false);
      this.space();
      if (!this.take(')')) throw new TemplateError('a ( is not closed');
    } else if (token.kind === 'variable') this.known(token.text);
    else if (token.kind === 'word' && !/^(true|false|nil)$/.test(token.text)) {
      if (!FUNCTIONS.has(token.text)) throw new TemplateError(`there is no function ${token.text}`);
    } else if (token.kind === 'punctuation') {
      throw new TemplateError(`unexpected ${JSON.stringify(token.text)}`);
    } else canChain = token.kind === 'field';
    while (canChain && this.peek()?.kind === 'field') this.at++;
  }

  private known(variable: string): void {
    if (!this.variables.includes(variable))
      throw new TemplateError(`there is no variable ${variable}`);
  }

  private peek = (): Token | undefined => this.tokens[this.at];

  private space(): void {
    while (this.peek()?.kind === 'space') this.at++;
  }

  private take(text: string): boolean {
    if (this.peek()?.text !== text) return false;
    this.at++;
    return true;
  }
}
