import type { Member } from '../../../model/types';
import { RolloutDigests } from '../../../synth/rollout-digests';
import { resolved } from '../../fleet';
import {
  CLUSTERS,
  fleetOf,
  hub,
  POD,
  reasons,
  status,
  text,
  withHub,
  withTarget,
} from './made-up-fleet';

withHub();

const rendered = new Map(
  fleetOf().members.map((member) => [member.name, new RolloutDigests().of(member) ?? '']),
);
const right = (name: string) => rendered.get(name) ?? '';
const OLD = '0123456789abcdef';

it('a member that brings the digest of what the fleet file gives is current', async () => {
  hub.targets = {
    [POD]: CLUSTERS.map((cluster) => ({
      cluster,
      digests: [right(cluster)],
      expected: right(cluster),
    })),
  };
  const found = await status();
  expect(found.ok).toBe(true);
  expect(found.members.map(({ rollout }) => rollout)).toEqual(CLUSTERS.map(() => 'current'));
  expect(text(found)).toMatch(/^amber .* current {2}/m);
});

it('nothing is said of members that bring none, and needs attention', async () => {
  const found = await status();
  expect(found.ok).toBe(true);
  expect(found.members.every((member) => member.rollout === undefined)).toBe(true);
  expect(text(found)).toMatch(/^amber .* - {8}v/m);
});

it('one that brings another is behind, with what is to be done', async () => {
  hub.targets = { [POD]: withTarget('basil', { digests: [OLD], expected: right('basil') }) };
  const found = await status();
  expect(found.ok).toBe(false);
  expect(found.problems).toEqual([]);
  expect(found.members[0]).toMatchObject({ cluster: 'basil', up: true, rollout: 'behind' });
  expect(reasons(found)).toEqual({ basil: ['rollout-behind'] });
  expect(text(found)).toContain('basil: has other manifests: ');
  expect(text(found)).toContain('run promfleet apply --only basil, or let your GitOps sync');
});

it('one whose replicas bring an old and the new one is current', async () => {
  hub.targets = { [POD]: withTarget('basil', { digests: [OLD, right('basil')] }) };
  expect((await status()).members.find(({ cluster }) => cluster === 'basil')?.rollout).toBe(
    'current',
  );
});

it('of one that is down nothing is known', async () => {
  hub.targets = { [POD]: withTarget('basil', { health: 'down', error: 'EOF', digests: [OLD] }) };
  const found = await status();
  expect(reasons(found)).toEqual({ basil: ['down'] });
  expect(found.members[0]).not.toHaveProperty('rollout', 'behind');
});

it('a hub that was told other digests than are rendered missed its own rollout: a line for all', async () => {
  hub.targets = {
    [POD]: CLUSTERS.map((cluster) => ({ cluster, digests: [right(cluster)], expected: OLD })),
  };
  const found = await status();
  expect(found.ok).toBe(false);
  expect(reasons(found)).toEqual({});
  expect(found.problems).toEqual([
    expect.stringMatching(
      /^the hub expects other manifests than the fleet file gives, found those of amber, basil, cedar and 5 more: run promfleet apply/,
    ),
  ]);
});

describe('a digest', () => {
  const digest = (cluster: string) => {
    const { members } = resolved(
      `hub: { cluster: control-plane }\nclusters:\n  - { name: one, server: 'https://192.0.2.1'${cluster} }`,
    );
    return new RolloutDigests().of(members[0] as Member);
  };

  it('is of what is rendered, and the same whenever that is', () => {
    expect(digest('')).toMatch(/^[0-9a-f]{16}$/);
    expect(digest('')).toBe(digest(''));
    expect(digest(', monitor: { retention: 2d }')).not.toBe(digest(''));
    // What only the hub is told of makes no difference.
    expect(digest(', federation: { interval: 20s }')).toBe(digest(''));
  });

  it('is nothing where a Prometheus was there before', () =>
    expect(
      digest(', monitor: { existing: { service: a, namespace: b, port: 1, jobs: [c] } }'),
    ).toBeUndefined());
});
