/** What the caller has to put right first: a sentence that says what is missing and how to get it. */
export class Refusal extends Error {
  /** What a command that ends with this error exits with. */
  readonly exitCode = 2;
}
