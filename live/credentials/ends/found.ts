import { endsSoon } from '../../../model/credential-life';
import type { CredentialEnd } from '../../../prometheus/rules/credential-ends';
import type { Connected, Outcome } from '../outcome';
import type { Revocation } from '../revoke';

type Found = ReadonlyMap<string, CredentialEnd | undefined>;

/** When the credentials end that a run has delivered or left alone, by cluster. */
export const endsOf = (outcomes: readonly Outcome[]): Found =>
  new Map(
    outcomes
      .filter((outcome) => outcome.ok && outcome.action !== 'planned')
      .map((outcome) => [outcome.cluster, endOf(outcome as Connected)]),
  );

/** The clusters whose credentials the hub has forgotten: nothing ends there. */
export const endsOfRevoked = (outcomes: readonly Revocation[]): Found =>
  new Map(
    outcomes
      .filter((outcome) => (outcome.ok ? outcome.action === 'revoked' : outcome.forgotten))
      .map(({ cluster }) => [cluster, undefined]),
  );

function endOf({ cluster, type, issued, expires }: Connected): CredentialEnd | undefined {
  if (expires === undefined) return undefined;
  return {
    cluster,
    type: type === 'token' ? 'token' : 'certificate',
    expires: seconds(expires),
    renewal: seconds(expires - endsSoon(expires - issued)),
  };
}

const seconds = (ms: number) => Math.floor(ms / 1000);
