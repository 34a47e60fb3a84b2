import { standing } from '../../../live/credentials/standing';
import { createAuthority, issue, type Pair } from '../../e2e/local/pki';
import { fleetFile, resolvedMember } from '../../fleet';

const DAY_MS = 24 * 3600 * 1000;
const NOW = Date.parse('2026-06-15T12:00:00Z');
const USER = 'promfleet:control-plane';

let authority: Pair;
beforeAll(async () => {
  authority = await createAuthority('a cluster');
});

/** A member's credential that lives from one day to another, counted from now. */
async function certificate(from: number, to: number, commonName = USER) {
  const day = (days: number) => new Date(NOW + days * DAY_MS);
  const { cert, key } = await issue(authority, {
    commonName,
    notBefore: day(from),
    notAfter: day(to),
  });
  return { ca: authority.cert, certificate: cert, key };
}

const token = (claims: object) => ({
  ca: authority.cert,
  token: ['{}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.'),
});

const member = resolvedMember(fleetFile());
const withToken = (auth = '') =>
  resolvedMember(fleetFile({ cluster: `auth: { type: serviceAccountToken${auth} }` }));
const sub = 'system:serviceaccount:monitoring:monitor-federation-reader';
const s = (days: number) => (NOW + days * DAY_MS) / 1000;

const stands = (...args: Parameters<typeof standing>) => {
  const found = standing(...args);
  return found.valid ? 'valid' : found.why;
};

describe('a certificate that was delivered', () => {
  it.each([
    ['with two thirds of its life left', -30, 60, 'valid'],
    [
      'with less than a third of its life left',
      -61,
      29,
      'the one that is there expires in 29 days',
    ],
    ['that has ended', -90, -1, 'the one that is there expired 24 hours ago'],
  ])('%s', async (_what, from, to, found) =>
    expect(stands(member, await certificate(from, to), NOW)).toBe(found),
  );

  it('is renewed within the time that is asked for', async () => {
    const contents = await certificate(-30, 60);
    expect(stands(member, contents, NOW, 59 * DAY_MS)).toBe('valid');
    expect(stands(member, contents, NOW, 61 * DAY_MS)).toContain('expires in 60 days');
  });

  it('of another user is replaced', async () =>
    expect(stands(member, await certificate(-1, 90, 'someone'), NOW)).toBe(
      'the one that is there is for someone',
    ));

  it('with the key of another is replaced', async () => {
    const { key } = await certificate(-1, 90);
    const contents = { ...(await certificate(-1, 90)), key };
    expect(stands(member, contents, NOW)).toBe('the one that is there is not whole');
  });

  it.each([
    ['nothing', undefined, 'there is none'],
    ['no PEM', { ca: 'x', certificate: 'x', key: 'x' }, 'the one that is there is not whole'],
  ])('%s', (_what, contents, found) => expect(stands(member, contents, NOW)).toBe(found));
});

describe('a token that was delivered', () => {
  it.each([
    ['without an end, as wanted', '', { sub }, 'valid'],
    [
      'with two thirds of its life left',
      ', expiration: 9d',
      { sub, iat: s(-3), exp: s(6) },
      'valid',
    ],
    [
      'near its end',
      ', expiration: 9d',
      { sub, iat: s(-7), exp: s(2) },
      'the one that is there expires in 2 days',
    ],
    [
      'without an end where one is wanted',
      ', expiration: 9d',
      { sub },
      'the one that is there does not expire',
    ],
    [
      'with an end where none is wanted',
      '',
      { sub, iat: s(-1), exp: s(8) },
      'the one that is there expires',
    ],
    [
      'of another account',
      '',
      { sub: 'system:serviceaccount:default:other' },
      'the one that is there is for system:serviceaccount:default:other',
    ],
  ])('%s', (_what, auth, claims, found) =>
    expect(stands(withToken(auth), token(claims), NOW)).toBe(found),
  );
});
