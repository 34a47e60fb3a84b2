import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Files by their paths, with slashes. */
export type Tree = ReadonlyMap<string, Buffer>;

/** Every file below a directory; what npm installed below a package is not the package's. */
export function readTree(directory: string): Tree {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(directory, file), readFileSync(file)] as const)
    .filter(([path]) => !path.startsWith('node_modules/'));
  return new Map(files);
}

/**
 * Where files differ from what they should be, byte for byte, a sentence for each file.
 *
 * @param what - whose files these are, at the beginning of the sentence
 * @param rightAt - the directory of the files that are right
 */
export function unlike(what: string, found: Tree, right: Tree, rightAt: string): string[] {
  return [...new Set([...found.keys(), ...right.keys()])].sort().flatMap((path) => {
    const [one, other] = [found.get(path), right.get(path)];
    if (!other) return `${what} has ${path}, which ${rightAt} has not`;
    if (!one) return `${what} lacks ${path}, which ${rightAt} has`;
    if (one.equals(other)) return [];
    return `${what} has another ${path} than ${rightAt}: ${firstLine(String(one), String(other))}`;
  });
}

function firstLine(found: string, right: string): string {
  const [lines, rightLines] = [found.split('\n'), right.split('\n')];
  const at = lines.findIndex((line, index) => line !== rightLines[index]);
  const line = at < 0 ? lines.length : at;
  return `in line ${line + 1} found ${quoted(lines[line])}, expected ${quoted(rightLines[line])}`;
}

const quoted = (line: string | undefined) => (line === undefined ? 'no line' : `"${line}"`);
