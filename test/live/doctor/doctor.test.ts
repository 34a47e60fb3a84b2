import type { SimulatedCluster } from '../../access/simulated';
import { ROLE, ROLE_BINDING, SECRET, SERVICE } from '../../access/simulated/kinds';
import { reportOf, type Ward, withWard } from './ward';

/** A program is started for each, on a machine that may have other work. */
jest.setTimeout(60_000);

const remove = (cluster: SimulatedCluster | undefined, kind: typeof ROLE, name: string) => {
  const object = cluster?.store.get(kind, 'monitoring', name);
  if (cluster && object) cluster.store.delete(kind, object);
};

const answers =
  (contentType: string, body: string, status = 200) =>
  (ward: Ward) => {
    ward.answer = { contentType, body, status };
  };

const ERROR = (text: string) => ({ health: 'down' as const, error: `Get "https://x": ${text}` });

it('says step by step that nothing is wrong, and changes nothing', () =>
  withWard(async (ward) => {
    const before = ward.members.map(({ counters }) => counters.count('PATCH'));
    const { code, stdout, stderr } = await ward.doctor();
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^member-0: GET https:\/\/member-0\.simulated\.test:\d+\/api\/v1\//);
    expect(stdout).toMatch(
      /^ {2}ok {6}credential {6}certificate of Secret federation-member-0, 8\d days left$/m,
    );
    expect(stdout).toMatch(/^ {2}ok {6}hub {13}the same request goes well there$/m);
    expect(stdout.match(/^ {2}ok/gm)).toHaveLength(14);
    expect(stdout).toMatch(/\n\nmember-0: nothing wrong was found\n$/);
    expect(code).toBe(0);
    expect(ward.members.map(({ counters }) => counters.count('PATCH'))).toEqual(before);
  }));

describe('a fault is named, and nothing after it is looked at', () => {
  it.each<[string, string, (ward: Ward) => void]>([
    [
      'credential-missing',
      'the Secret is gone',
      ({ hub }) => remove(hub, SECRET, 'federation-member-0'),
    ],
    [
      'credential-not-mounted',
      'the file is not in the pod yet',
      (ward) => {
        ward.target = ERROR('unable to read CA cert: open /ca.pem: no such file or directory');
      },
    ],
    [
      'job-missing',
      'the hub has no such job',
      (ward) => {
        ward.target = undefined;
      },
    ],
    [
      'job-outdated',
      'the hub asks another server',
      (ward) => {
        ward.target = { url: 'https://192.0.2.1:6443/federate' };
      },
    ],
    [
      'job-stalled',
      'the hub has not asked for long',
      (ward) => {
        ward.target = { scraped: 600 };
      },
    ],
    [
      'name-unknown',
      "the hub's DNS does not know the name",
      (ward) => {
        ward.target = ERROR(
          'dial tcp: lookup member-0.simulated.test on 10.96.0.10:53: no such host',
        );
      },
    ],
    [
      'no-answer',
      'the hub gets no answer, and this machine does',
      (ward) => {
        ward.target = ERROR('context deadline exceeded');
      },
    ],
    [
      'not-reached',
      'the hub has no route',
      (ward) => {
        ward.target = ERROR('dial tcp 192.0.2.1:443: connect: no route to host');
      },
    ],
    [
      'rolebinding-missing',
      'the RoleBinding is gone',
      ({ members }) => remove(members[0], ROLE_BINDING, 'monitor-federation-reader'),
    ],
    [
      'role-missing',
      'the Role is gone',
      ({ members }) => remove(members[0], ROLE, 'monitor-federation-reader'),
    ],
    [
      'service-missing',
      'the Service is gone',
      ({ members }) => remove(members[0], SERVICE, 'monitor-prometheus-server'),
    ],
    [
      'hub-differs',
      'the hub is refused what this machine is given',
      (ward) => {
        ward.target = ERROR('server returned HTTP status 403 Forbidden');
      },
    ],
    [
      'label-limit',
      'a label is too long',
      (ward) => {
        ward.target = ERROR('label_value_length_limit exceeded');
      },
    ],
    [
      'sample-limit',
      'there are more samples than allowed',
      ({ rewrite }) => rewrite('federation: { sampleLimit: 1 }'),
    ],
    [
      'body-size-limit',
      'there are more bytes than allowed',
      ({ rewrite }) => rewrite('federation: { bodySizeLimit: 10B }'),
    ],
    ['no-samples', 'the answer is empty', answers('text/plain', '')],
    ['not-metrics', 'a page answers', answers('text/html', '<html>')],
    ['path-unknown', 'the path is not known', answers('text/plain', 'not found', 404)],
    ['login-wanted', 'Prometheus wants a login', answers('text/plain', 'Unauthorized', 401)],
    ['prometheus-fails', 'Prometheus fails', answers('text/plain', 'oh', 500)],
    ['redirected', 'Prometheus redirects', answers('text/html', '', 302)],
    [
      'samples-old',
      'the samples are of the day before',
      answers('text/plain', `up 1 ${Date.now() - 24 * 3600_000}\n`),
    ],
    [
      'clock',
      'the samples are of tomorrow',
      answers('text/plain', `up 1 ${Date.now() + 24 * 3600_000}\n`),
    ],
  ])('%s: %s', (code, _, harm) =>
    withWard(async (ward) => {
      harm(ward);
      const { diagnosis, steps, notes, ok } = await reportOf(ward);
      expect({ code: diagnosis?.code, ok, notes }).toEqual({ code, ok: false, notes: [] });
      const at = steps.findIndex(({ state }) => state === 'broken');
      expect(steps[at]?.step).toBe(diagnosis?.step);
      expect(new Set(steps.slice(at + 1).map(({ state }) => state))).toEqual(
        new Set(at + 1 < steps.length ? ['not reached'] : []),
      );
    }),
  );
});

it('says that a credential ends soon, where that was asked for', () =>
  withWard(async (ward) => {
    expect((await ward.doctor('--within', '30d')).code).toBe(0);
    const { code, stdout } = await ward.doctor('--within', '120d');
    expect(stdout).toContain('member-0: the credential ends soon [credential-ends-soon]\n');
    expect(stdout).toContain('  fix:   run promfleet connect --only member-0, which renews it\n');
    expect(code).toBe(1);
  }));

it('goes on without the hub, and says that it was not asked', () =>
  withWard(async (ward) => {
    await ward.hub.disconnect();
    const { code, stdout } = await ward.doctor();
    expect(stdout).toMatch(
      /^not looked at: the hub hub: https:\S+ cannot be asked, found ECONNREFUSED/m,
    );
    expect(stdout).toMatch(/^ {2}ok {6}TCP {13}connected in \d+ ms$/m);
    expect(code).toBe(1);
  }));

it('goes on without a context of the member, and says what it could not look at', () =>
  withWard(async (ward) => {
    remove(ward.members[0], ROLE_BINDING, 'monitor-federation-reader');
    ward.rewrite('kubeContext: nobody');
    const { code, stdout } = await ward.doctor();
    expect(stdout).toMatch(
      /^not looked at: the Role and RoleBinding of member-0 could not be read: no context nobody/m,
    );
    expect(stdout).toContain('[forbidden]');
    expect(code).toBe(1);
  }));

it.each(['connections', 'requests'] as const)(
  'is done within 15 s where the hub and the cluster accept %s and say nothing',
  (hanging) =>
    withWard(async (ward) => {
      for (const cluster of [ward.hub, ...ward.members]) cluster.faults.hanging = hanging;
      // What a program of ours takes on this machine before it asks anybody.
      const start = await ward.run('access', 'member-0');
      const { code, tookMs } = await ward.doctor();
      expect(code).toBe(1);
      expect(tookMs - start.tookMs).toBeLessThan(15_000);
    }),
);

it('refuses a cluster that is not there, and a duration that is none', () =>
  withWard(async (ward) => {
    expect(await ward.doctor('--within', 'soon')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--within'),
    });
    expect(await ward.run('doctor', 'member-1')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('found "member-1"'),
    });
  }));
