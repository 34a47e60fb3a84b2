/** A key that is followed by a secret, up to where the value begins. */
const KEY =
  /((?:password|passwd|token|secret|credentials|api[_-]?key|access[_-]?key|private[_-]?key|\b(?:key|cert|ca))["']?\s*[:=]\s*\[?)(?!\s*[[{])/i;

/** As long as keys, tokens and hashes are, and no name is: Kubernetes labels end at 63. */
const OPAQUE = /[A-Za-z0-9+/_=-]{64,}(\.[A-Za-z0-9+/_=-]+)*/g;

const USER_INFO = /(:\/\/)[^\s/@"']+@/g;

/**
 * Text as it may stand in a log: what follows a key of a secret, user info of URLs and long opaque
 * texts become `…`, of the same width, so that a caret below stays where it was.
 */
export function redact(text: string): string {
  const [key, start = ''] = KEY.exec(text) ?? [];
  const from = key === undefined ? text.length : text.indexOf(key) + start.length;
  const open = withoutUsers(text.slice(0, from).replace(OPAQUE, hidden));
  return open + text.slice(from).replace(/[^\s"',{}\]]/g, '…');
}

/** Text without the user info of its URLs. */
export const withoutUsers = (text: string) =>
  text.replace(USER_INFO, (whole) => `://${hidden(whole.slice(3, -1))}@`);

const hidden = (text: string) => '…'.repeat(text.length);
