import type { FileText, FileTexts } from '../charts/chart-file';
import { indented, isBlock, isFileName } from '../yaml/files';

/** What stands in a frame for the text of a file, by its name: a text that nobody writes. */
export const standIn = (name: string) => `# 0x5eed5eed5eed ${name}\n`;

const STAND_IN = /^ *# 0x5eed5eed5eed (.*)\n/m;

/** Indentation of the lines of a file in a ConfigMap. */
const INDENT = ' '.repeat(4);

/**
 * The text of a chart around those of the files in its ConfigMap.
 *
 * A fleet's ConfigMaps differ in a few lines: all others are checked and indented once.
 */
export class Frame {
  private readonly around: readonly string[];
  private readonly names: readonly string[];

  /** @param text - of the chart when its files are stand-ins */
  constructor(
    text: string,
    private readonly memory: TextMemory,
  ) {
    const parts = text.split(STAND_IN);
    this.around = parts.filter((_, index) => index % 2 === 0);
    this.names = parts.filter((_, index) => index % 2 === 1);
  }

  /** The chart's text with these files; nothing if one would have to be written in another way. */
  filled(files: FileTexts): string | undefined {
    if (this.names.length !== Object.keys(files).length) return undefined;
    let text = this.around[0] ?? '';
    for (const [index, name] of this.names.entries()) {
      const block = isFileName(name) ? this.block(files[name]) : undefined;
      if (block === undefined) return undefined;
      text += block + this.around[index + 1];
    }
    return text;
  }

  private block(file: FileText | undefined): string | undefined {
    if (!file) return undefined;
    const own = file.own === '' ? '' : written(file.own);
    const common = file.common === '' ? '' : this.memory.get(file.common);
    return own === undefined || common === undefined ? undefined : own + common || undefined;
  }
}

/** Texts that are remembered at most; fleets have a few ways to set a cluster up. */
const MOST_TEXTS = 200;

/** What was made of the texts that clusters have in common. */
export class TextMemory {
  private readonly blocks = new Map<string, string | undefined>();

  /** A text as it stands in a ConfigMap; nothing if the library has to write it. */
  get(text: string): string | undefined {
    if (!this.blocks.has(text)) {
      if (this.blocks.size >= MOST_TEXTS) this.blocks.clear();
      this.blocks.set(text, written(text));
    }
    return this.blocks.get(text);
  }
}

const written = (text: string) => (isBlock(text) ? indented(text, INDENT) : undefined);
