/** Characters of data that are remembered at most. */
const MEMORY = 8_000_000;

/**
 * Gives plain data short keys: equal keys mean equal data. What comes again as the same object, as
 * it does where clusters share their settings, is not read again.
 */
export class PlainKeys {
  private readonly ofObjects = new WeakMap<object, string>();
  private readonly ofTexts = new Map<string, string>();
  private characters = 0;
  private count = 0;

  /** The key of a mapping. */
  of(source: object): string {
    let key = '';
    for (const [name, value] of Object.entries(source)) {
      key += `${delimited(name)}${this.part(value)},`;
    }
    return key;
  }

  private part(value: unknown): string {
    if (typeof value === 'string') return `"${delimited(value)}`;
    if (typeof value !== 'object' || value === null) return String(value);
    const known = this.ofObjects.get(value);
    if (known !== undefined) return known;
    const key = this.ofText(JSON.stringify(value));
    this.ofObjects.set(value, key);
    return key;
  }

  private ofText(text: string): string {
    const known = this.ofTexts.get(text);
    if (known !== undefined) return known;
    // Forgotten data get a new number when they come again, never that of others.
    this.count += 1;
    const key = `#${this.count}`;
    this.characters += text.length;
    if (this.characters > MEMORY) {
      this.ofTexts.clear();
      this.characters = text.length;
    }
    this.ofTexts.set(text, key);
    return key;
  }
}

/** A text whose end can be told without looking into it, as quotes would have to. */
const delimited = (text: string) => `${text.length}:${text}`;
