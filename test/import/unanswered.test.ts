import { FLEET, kubeconfig } from './contexts';
import { promfleet } from './run';

describe('clusters that do not answer', () => {
  // A name that no DNS has (RFC 2606).
  const DEAD = kubeconfig({ control: 'https://control.invalid', edge: 'https://edge.invalid' });
  const ONLINE = ['--fleet', 'FLEET', '--kubeconfig', 'HERE/kubeconfig', '--context', 'edge'];

  it('are comments, each with why, and the rest is written', async () => {
    const { code, stderr, fleet } = await promfleet(['import', ...ONLINE], FLEET, DEAD);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^edge: as a comment, found as context edge: https:\/\/edge\.invalid cannot be asked, found /m,
    );
    expect(fleet).toMatch(
      /^[^#]*# ours\n[^#]*\n {2}# edge: https:\/\/edge\.invalid cannot be asked, .*\n {2}# - \{ name: edge, server: https:\/\/edge\.invalid \}\n$/,
    );
  });

  it('alone make no fleet file; a dead hub is said, too', async () => {
    const { code, stdout, stderr, fleet } = await promfleet(['init', ...ONLINE], undefined, DEAD);
    expect({ code, fleet }).toEqual({ code: 1, fleet: undefined });
    expect(stderr).toMatch(/^error: hub: https:\/\/control\.invalid cannot be asked, found /m);
    expect(stdout).toContain('a fleet file has at least one cluster in force');
  });
});
