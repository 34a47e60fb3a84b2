import { expectGolden } from '../../golden';
import { certificate, secretsWith, token } from './made-up-credentials';
import {
  CLUSTERS,
  fleetOf,
  hub,
  POD,
  problemsOf,
  reasons,
  status,
  text,
  well,
  withHub,
  withTarget,
} from './made-up-fleet';

withHub();

describe('a fleet that is well', () => {
  it('is a row for every member and one line', async () => {
    const found = await status();
    expect(found.ok).toBe(true);
    expectGolden('status/well.txt', text(found));
  });

  it('is one line where problems alone are asked for', async () =>
    expect(text(problemsOf(await status()))).toBe('8 of 8 up\n'));

  it('is read from Secrets that members share, too', async () => {
    const fleet = fleetOf(', statestoreLayout: shared');
    hub.secrets = secretsWith(fleet.members, well);
    expect(Object.keys(hub.secrets)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^hub-statestore-\d\d$/)]),
    );
    const found = await status(fleet);
    expect(found.ok).toBe(true);
    expect(found.members.map(({ credential }) => credential?.daysLeft)).toEqual(
      (await status(fleetOf(', statestoreLayout: shared'))).members.map(({ cluster }) =>
        CLUSTERS.indexOf(cluster) % 2 === 0 ? 80 : undefined,
      ),
    );
  });
});

describe('what a member brings is held against its limits', () => {
  it.each([
    ['samples', { samples: 85_000 }, 'federation.sampleLimit'],
    ['bytes', { bytes: 60 * 1024 ** 2 }, 'federation.bodySizeLimit'],
    ['time', { seconds: 6 }, 'federation.timeout'],
  ])('near that of %s it needs attention', async (_, change, limit) => {
    hub.targets = { [POD]: withTarget('basil', change) };
    const found = await status();
    expect(reasons(found)).toEqual({ basil: ['near-limit'] });
    expect(found.members[0]?.attention[0]?.summary).toBe(`near ${limit}`);
  });

  it('and the versions that it says it runs stand there', async () => {
    const [amber] = (await status()).members;
    expect(amber?.versions).toEqual({ kubernetes: ['v1.34.4'], prometheus: ['3.14.0'] });
  });
});

describe('what needs attention stands first, with what is to be done', () => {
  it('as a table and explanations', async () => {
    hub.targets = {
      [POD]: [
        { cluster: 'amber' },
        {
          cluster: 'basil',
          health: 'down',
          error: 'server returned HTTP status 401 Unauthorized',
        },
        { cluster: 'cedar', scraped: 300 },
        { cluster: 'dill', health: 'unknown' },
        { cluster: 'fern', samples: 0 },
        { cluster: 'ginger' },
        { cluster: 'hazel' },
        { cluster: 'ivy' },
      ],
    };
    hub.secrets = secretsWith(fleetOf().members, {
      ...well,
      basil: token(-2),
      ginger: await certificate(5),
    });
    delete hub.secrets['federation-hazel'];
    const found = await status();
    expect(found.ok).toBe(false);
    expectGolden('status/problems.txt', text(found));
    expectGolden('status/problems-only.txt', text(problemsOf(found)));
    expect(reasons(found)).toEqual({
      basil: ['down', 'credential-expired'],
      cedar: ['stale'],
      dill: ['never-scraped'],
      elder: ['no-job'],
      fern: ['no-samples'],
      ginger: ['credential-ends-soon'],
      hazel: ['credential-missing'],
    });
    expect(found.unknownJobs).toEqual(['ivy']);
  });

  it('once for all clusters with the same reason', async () => {
    const error = 'Get "https://192.0.2.1:6443/federate": context deadline exceeded';
    hub.targets = { [POD]: CLUSTERS.map((cluster) => ({ cluster, health: 'down', error })) };
    expect(text(await status())).toContain(
      '\n\namber, basil, cedar and 5 more: no answer in time: see that',
    );
  });

  it('with whom it is about, where it is not the same for all of them', async () => {
    hub.secrets = {};
    expect(text(await status())).toContain(
      '\n\namber, basil, cedar and 5 more: no credential, amber for one: Secret federation-amber is not there',
    );
  });

  it('in lines that no answer can break, nor the terminal with them', async () => {
    hub.targets = {
      [POD]: withTarget('amber', { health: 'down', error: 'odd\u001b[2J\nprod: up' }),
    };
    expect(text(await status())).toContain('\n  odd\\u001b[2J\\u000aprod: up\n');
  });
});
