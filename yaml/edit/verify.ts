import { type Parsed, parseYaml } from '../parse';
import { applyEdits, type Edit, EditError } from './edits';

/** The parsed text; refuses one with mistakes, which an edit would be a guess in. */
export function parsedFor(text: string): Parsed {
  const parsed = parseYaml(text);
  const [fault] = parsed.faults;
  if (!fault) return parsed;
  const { line, col } = parsed.positionOf(fault.offset);
  throw new EditError(`not YAML at ${line}:${col}: ${fault.message}`);
}

/**
 * Makes sure that edits say what they are to say and change nothing else.
 *
 * @param isRight - told the data of the edited text
 * @throws EditError when the edited text is read as something else
 */
export function verified(
  text: string,
  edits: readonly Edit[],
  isRight: (data: unknown) => boolean,
): readonly Edit[] {
  const { data, faults } = parseYaml(applyEdits(text, edits));
  if (faults.length === 0 && isRight(data)) return edits;
  throw new EditError('the file is written in a way that cannot be added to, write it by hand');
}
