import { ROLE_BINDING } from '../../access/simulated/kinds';
import { withWard } from '../doctor/ward';

/** A program is started for each, on a machine that may have other work. */
jest.setTimeout(60_000);

const status = (output: string) => JSON.parse(output).members[0];

it('says of each reader that it may do what it is meant to, where that was asked for', () =>
  withWard(async ({ run, members }) => {
    const before = members[0]?.counters.count('POST');
    const without = await run('status');
    expect(without.stdout).not.toContain('RIGHTS');
    expect(members[0]?.counters.count('POST')).toBe(before);
    const { code, stdout } = await run('status', '--rights');
    expect(stdout).toMatch(/ RIGHTS .*\n.* as meant /);
    expect(code).toBe(0);
  }));

it('says what differs, and what to do', () =>
  withWard(async ({ run, members }) => {
    const { store } = members[0] ?? {};
    const binding = store?.get(ROLE_BINDING, 'monitoring', 'monitor-federation-reader');
    if (store && binding) store.delete(ROLE_BINDING, binding);
    const { code, stdout } = await run('status', '--rights', '--output', 'json');
    const { rights, attention } = status(stdout);
    expect(rights).toEqual({
      asMeant: false,
      wrong: ['get services/proxy of monitor-prometheus-server:80: it may not'],
    });
    expect(attention).toMatchObject([{ reason: 'rights-differ' }]);
    expect(code).toBe(1);
  }));

it('says that they are not known where there is no context, and shows the rest', () =>
  withWard(async ({ run, rewrite }) => {
    rewrite('kubeContext: nobody');
    const { code, stdout } = await run('status', '--rights', '--output', 'json');
    const { up, rights, attention } = status(stdout);
    expect({ up, asMeant: rights.asMeant }).toEqual({ up: true, asMeant: false });
    expect(rights.failure).toContain('no context nobody in the kubeconfig');
    expect(attention).toMatchObject([{ reason: 'rights-unknown' }]);
    expect(code).toBe(1);
  }));
