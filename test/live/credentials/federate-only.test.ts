import { fieldsAt, listAt, textAt } from '../../access/simulated/json';
import { withFleet } from './fleet';
import { monitorObjects } from './monitor';

/** Clusters take their time on a machine that has other work. */
jest.setTimeout(30_000);

const FEDERATE_ONLY = 'monitor: { federateOnly: true }';

/** The monitor of a member that has a front, which opens these paths besides. */
const behindFront = (...open: string[]) =>
  monitorObjects(FEDERATE_ONLY).map((object) => {
    const containers = listAt(object, 'spec', 'template', 'spec', 'containers').map((one) =>
      textAt(one, 'name') === 'kube-rbac-proxy'
        ? {
            ...fieldsAt(one),
            args: [...listAt(one, 'args'), ...open.map((path) => `--ignore-paths=${path}`)],
          }
        : one,
    );
    const spec = fieldsAt(object, 'spec');
    const template = fieldsAt(spec, 'template');
    return containers.length === 0
      ? object
      : {
          ...object,
          spec: {
            ...spec,
            template: { ...template, spec: { ...fieldsAt(template, 'spec'), containers } },
          },
        };
  });

describe('a member of which nothing but its federation is for the hub', () => {
  it('is shown to refuse a query, before its credential is delivered', () =>
    withFleet(
      { cluster: FEDERATE_ONLY, each: () => ({ objects: behindFront() }) },
      async ({ connect }) => {
        const { code, stdout } = await connect('--timeout', '5s');
        expect(stdout).toContain('proven: federates 3 samples, refused 5 of 5');
        expect(code).toBe(0);
      },
    ));

  it('is delivered no credential while a query is answered', () =>
    withFleet(
      {
        cluster: FEDERATE_ONLY,
        each: () => ({ objects: behindFront('/prometheus/api/v1/query') }),
      },
      async ({ connect, hub }) => {
        const { code, stderr } = await connect('--timeout', '5s');
        expect(stderr).toContain(
          'found that it may get /prometheus/api/v1/query of https:monitor-prometheus-server:443 (200), run promfleet apply --only member-0, and look at what its Service leads to',
        );
        expect(code).toBe(1);
        expect(hub.find('Secret', 'monitoring', 'federation-member-0')).toBeUndefined();
      },
    ));
});
