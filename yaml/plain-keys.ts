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
      key += `${JSON.stringify(name)}:${this.part(value)},`;
    }
    return key;
  }

  private part(value: unknown): string {
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
    const known = this.ofObjects.get(value) ?? this.ofText(JSON.stringify(value));
    this.ofObjects.set(value, known);
    return known;
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
