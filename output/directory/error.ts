/** The output directory cannot be written; the message is for the user. */
export class OutputError extends Error {}
