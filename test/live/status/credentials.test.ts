import { certificate, secretsWith, token } from './made-up-credentials';
import { fleetOf, hub, reasons, status, text, well, withHub } from './made-up-fleet';
import { NOW } from './made-up-prometheus';

withHub();

describe('credentials', () => {
  const of = async (cluster: string, presented: string, withinMs?: number) => {
    hub.secrets = secretsWith(fleetOf().members, { ...well, [cluster]: presented });
    const { members } = await status(fleetOf(), withinMs);
    const found = members.find((member) => member.cluster === cluster);
    return { credential: found?.credential, reasons: found?.attention.map(({ reason }) => reason) };
  };
  const DAY = 24 * 3600 * 1000;

  it('that live long are told of 14 days before their end', async () => {
    expect(await of('amber', await certificate(15))).toMatchObject({
      credential: { type: 'certificate', secret: 'federation-amber', daysLeft: 15 },
      reasons: [],
    });
    expect(await of('amber', await certificate(13))).toMatchObject({
      credential: { daysLeft: 13, expires: new Date(NOW + 13 * DAY).toISOString() },
      reasons: ['credential-ends-soon'],
    });
  });

  it('that live for a day are told of when a third of it is left', async () => {
    expect(await of('basil', token(0.5, 1))).toMatchObject({
      credential: { type: 'token', daysLeft: 0 },
      reasons: [],
    });
    expect(await of('basil', token(0.3, 1))).toMatchObject({ reasons: ['credential-ends-soon'] });
  });

  it('end soon within what is asked for', async () => {
    expect(await of('amber', await certificate(40), 60 * DAY)).toMatchObject({
      reasons: ['credential-ends-soon'],
    });
    expect(await of('amber', await certificate(5), 2 * DAY)).toMatchObject({ reasons: [] });
  });

  it('that do not end are long-lived tokens', async () =>
    expect(await of('basil', token())).toEqual({
      credential: { type: 'long-lived token', secret: 'federation-basil' },
      reasons: [],
    }));

  it('that say an end which no date has are as if they said none', async () =>
    expect(await of('basil', token(1e12))).toMatchObject({
      credential: { type: 'long-lived token' },
      reasons: [],
    }));

  it('that are something else are missing', async () => {
    expect(await of('amber', 'no certificate')).toMatchObject({
      credential: { problem: 'tls.crt of Secret federation-amber is no certificate in PEM' },
      reasons: ['credential-missing'],
    });
    expect(await of('basil', ' ')).toMatchObject({ reasons: ['credential-missing'] });
  });

  it('of which a key is not there are missing', async () => {
    delete hub.secrets['federation-amber']?.['ca.crt'];
    const found = await status();
    expect(reasons(found)).toEqual({ amber: ['credential-missing'] });
    expect(text(found)).toContain(
      'amber: no credential: Secret federation-amber has no ca.crt: run promfleet connect for it.',
    );
  });

  it('that may not be read are not known, and the rest is told', async () => {
    hub.forbidden = ['/secrets'];
    const found = await status();
    expect(found).toMatchObject({ ok: false, summary: { up: 8, needAttention: 0 } });
    expect(found.problems).toEqual([
      expect.stringMatching(
        /^the hub's Secrets cannot be read.*403.*have get and list on secrets in monitoring granted/,
      ),
    ]);
    expect(text(found)).toMatch(/amber {4}up {2}3s ago {7}1,204 .* not known /);
  });
});
