/**
 * Says what is wrong with a JSON Pointer (RFC 6901) that leads into an object.
 *
 * https://www.rfc-editor.org/rfc/rfc6901
 */
export function checkJsonPointer(pointer: string): string | undefined {
  const found = JSON.stringify(pointer);
  if (!pointer.startsWith('/')) {
    return `not a path into an object, found ${found}, write one such as /spec/replicas`;
  }
  return /~(?![01])/.test(pointer)
    ? `not a path, found ${found} with a ~ that escapes nothing, write ~0 for ~ and ~1 for /`
    : undefined;
}

/** The keys that a right pointer leads through. */
export const pointerKeys = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
