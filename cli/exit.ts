/**
 * Exit codes: all is well; the fleet file is wrong; the command was used wrongly or
 * cannot run; someone pressed Ctrl-C.
 */
export const EXIT = { ok: 0, problems: 1, usage: 2, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
