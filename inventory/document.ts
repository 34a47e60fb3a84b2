import type { Path, Position } from '../diagnostics';
import { type Found, find, topOffsets } from '../yaml/locate';
import { type Parsed, parseYaml } from '../yaml/parse';
import type { Fault } from '../yaml/plain';

/**
 * One of the files that a fleet file is made of, parsed when it is first looked into.
 *
 * The tree of a large one takes more memory than all its data. It is needed to name a place only,
 * so a right file gives it up, and parses again if the model finds something; not for what is said
 * of a whole section, such as that there are many clusters.
 */
export class FleetDocument {
  private parsed: Parsed | undefined;
  private known: Pick<Parsed, 'data' | 'faults' | 'positionOf'> | undefined;
  private offsetAtTop: ReturnType<typeof topOffsets> = () => undefined;

  /**
   * @param path - where it is: `-` is standard input
   * @param text - what stands in it
   */
  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** The name that diagnostics carry. */
  get name(): string {
    return shownPath(this.path);
  }

  /** What stands in it, as plain data; null for nothing. */
  get data(): unknown {
    return this.facts.data;
  }

  /** What is wrong with its YAML. */
  get faults(): readonly Fault[] {
    return this.facts.faults;
  }

  positionOf(offset: number): Position {
    return this.facts.positionOf(offset);
  }

  /** The deepest thing that exists on a path. */
  find(path: Path): Found {
    return find(this.tree(), path);
  }

  /** Where that stands, or its key. */
  locate(path: Path, at: 'key' | 'value' = 'value'): Position {
    if (at === 'key') return this.positionOf(this.find(path).keyOffset);
    return this.positionOf(this.offsetAtTop(path) ?? this.find(path).offset);
  }

  /** Gives up the tree. */
  release(): void {
    this.offsetAtTop = topOffsets(this.tree());
    this.parsed = undefined;
  }

  private get facts() {
    this.known ??= this.tree();
    return this.known;
  }

  private tree(): Parsed {
    this.parsed ??= parseYaml(this.text);
    if (!this.known) {
      const { data, faults, positionOf } = this.parsed;
      this.known = { data, faults, positionOf };
    }
    return this.parsed;
  }
}

/** A path as diagnostics say it. */
export const shownPath = (path: string) => (path === '-' ? '<stdin>' : path);
