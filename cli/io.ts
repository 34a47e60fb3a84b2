/** What a command may touch of the process around it. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Who answers questions.
   *
   * @default - nobody
   */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
}

/** A stream for text. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Colours for a stream: none unless it is a terminal (https://no-color.org). */
export function paint(output: Output, env: Io['env']) {
  const on = output.isTTY === true && !env.NO_COLOR;
  const colour = (code: number) => (text: string) =>
    on ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: colour(1), red: colour(31), green: colour(32), yellow: colour(33) };
}
