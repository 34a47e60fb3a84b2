import type { CredentialItem, Member } from '../../../model/types';
import type { Contents, Credential } from '../credential';
import type { Ends, Recorded } from '../ends/record';

/** Where credentials go, and where they are found again. */
export interface Delivery {
  /** What a member has there; undefined for nothing, or not all of it. */
  read(member: Member): Promise<Contents | undefined>;
  /**
   * Says before anything is asked of the member that what is there may not be replaced.
   *
   * @throws ClusterFailure if it is someone else's
   */
  check(member: Member): Promise<void>;
  /**
   * Puts a credential there, whole or not at all.
   *
   * @returns where it is, for people: `Secret federation-lab of monitoring`
   * @throws ClusterFailure if it cannot
   */
  write(member: Member, credential: Credential): Promise<string>;
  /**
   * Tells the hub when credentials end, once, after the last was written.
   *
   * @default - nobody is told
   */
  record?(ends: Ends): Promise<Recorded>;
  /**
   * Done once, after all of that.
   *
   * @default - nothing
   */
  finish?(): Promise<unknown>;
}

/** Contents of a member by the keys of its Secret, and back. */
export const keyed = ({ job }: Member, contents: Contents): Record<string, string> =>
  Object.fromEntries(
    job.credentials.items.flatMap(({ key, content }) => {
      const text = contents[content];
      return text === undefined ? [] : [[key, text]];
    }),
  );

/** The contents that a place has for these items; undefined unless all are there. */
export function contentsIn(
  items: readonly CredentialItem[],
  read: (item: CredentialItem) => string | undefined,
): Contents | undefined {
  const entries = items.map((item) => [item.content, read(item)] as const);
  return entries.every(([, text]) => text) ? Object.fromEntries(entries) : undefined;
}
