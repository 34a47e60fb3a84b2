import { DEPLOYABLES } from '../../model/components';
import { fleetFile, rendered, resolvedProblems } from '../fleet';

const DIGEST = `sha256:${'0'.repeat(64)}`;

/** Images of which the digest is written for all but some. */
function images(...without: string[]): string {
  const pinned = Object.keys(DEPLOYABLES).filter((name) => !without.includes(name));
  return [
    'images:',
    '  requireDigest: true',
    ...pinned.map((name) => `  ${name}: { digest: '${DIGEST}' }`),
    '',
  ].join('\n');
}

const EVERYTHING = fleetFile({
  hub: 'login: { htpasswd: { secret: a } }',
  cluster: 'monitor: { statsdExporter: true, federateOnly: true }',
});

describe('images.requireDigest', () => {
  it('has every container of every pod named by a digest', () => {
    const references = Object.values(rendered(images() + EVERYTHING))
      .flat()
      .flatMap(({ spec }) => (spec?.template ? [spec.template.spec] : []))
      .flatMap(({ containers, initContainers = [] }) => [...containers, ...initContainers])
      .map(({ image }) => image);
    expect(references.length).toBeGreaterThanOrEqual(Object.keys(DEPLOYABLES).length);
    expect(references.filter((image) => !image.endsWith(`@${DIGEST}`))).toEqual([]);
  });

  it.each(Object.keys(DEPLOYABLES))('refuses %s without one', (name) => {
    expect(resolvedProblems(images(name) + EVERYTHING)).toEqual([
      expect.stringMatching(
        new RegExp(`^images\\.${name}: no digest, found \\S+:\\S+ of .*, write `),
      ),
    ]);
  });

  it('asks for none of what is switched off, or of a Prometheus that is there already', () => {
    const off = fleetFile({
      hub: 'grafana: { enabled: false }',
      cluster: 'monitor: { existing: { service: x, namespace: y, port: 80, jobs: [a] } }',
    });
    const text = images(
      'grafana',
      'pushgateway',
      'nodeExporter',
      'kubeStateMetrics',
      'statsdExporter',
      'kubeRbacProxy',
      'oauth2Proxy',
    );
    expect(resolvedProblems(text + off)).toEqual([]);
  });

  it('is off unless set', () => expect(resolvedProblems(EVERYTHING)).toEqual([]));
});
