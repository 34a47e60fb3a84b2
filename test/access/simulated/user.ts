/** Who asks. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  /** @default - none */
  readonly uid?: string;
}

const AUTHENTICATED = 'system:authenticated';

export const authenticated = (name: string, groups: readonly string[], uid?: string): User => ({
  name,
  groups: [...groups, AUTHENTICATED],
  ...(uid ? { uid } : {}),
});

export const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

export const serviceAccountUser = (namespace: string, name: string, uid?: string): User =>
  authenticated(
    `system:serviceaccount:${namespace}:${name}`,
    ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
    uid,
  );
