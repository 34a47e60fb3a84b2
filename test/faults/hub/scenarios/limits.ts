import { setTimeout as sleep } from 'node:timers/promises';
import { besides, samples, series, startHonest, startMember } from '../member';
import { failsWith } from '../observe';
import { fault, type Scenario } from '../scenario';

/** A member that exceeds one limit, and fails for that alone, beside one that keeps it. */
function exceeded(
  name: string,
  federation: string,
  text: string,
  error: RegExp,
  alerts: readonly string[] = [],
) {
  return fault({
    name,
    federation,
    raises: Object.fromEntries(
      ['FederationDown', 'ClusterMissing', ...alerts].map((alert) => [alert, 'greedy']),
    ),
    members: () => [startMember('greedy', besides(text)), startHonest('right')],
    meanwhile: (hub) => failsWith(hub, 'greedy', error),
  });
}

const labels = Array.from({ length: 60 }, (_, at) => `l${at}="x"`).join();

/** Members that send more than they may, or nearly. */
export const LIMITS: readonly Scenario[] = [
  exceeded(
    'too many samples cost a member its own, and nobody else',
    'sampleLimit: 1000',
    series(1000),
    /sample limit exceeded/,
    ['FederationNearSampleLimit'],
  ),
  exceeded(
    'too large a body costs a member its own, and nobody else',
    'bodySizeLimit: 64KB',
    `# HELP filler ${'x'.repeat(70_000)}\n`,
    /body size limit exceeded/,
    ['FederationBodyTooLarge'],
  ),
  exceeded(
    'too many labels cost a member its own, and nobody else',
    'labelLimit: 60',
    `filler{job="node_exporter",${labels}} 1\n`,
    /label_limit exceeded/,
  ),
  exceeded(
    'too long a value of a label costs a member its own, and nobody else',
    'labelValueLengthLimit: 1000',
    `filler{job="node_exporter",long="${'x'.repeat(1001)}"} 1\n`,
    /label_value_length_limit exceeded/,
  ),
  exceeded(
    'too long a name of a label costs a member its own, and nobody else',
    'labelNameLengthLimit: 200',
    `filler{job="node_exporter",${'x'.repeat(201)}="long"} 1\n`,
    /label_name_length_limit exceeded/,
  ),
  fault({
    name: 'a member near its sample limit is named while it is still read',
    federation: 'sampleLimit: 1000',
    raises: { FederationNearSampleLimit: 'large' },
    members: () => [startMember('large', besides(series(900))), startHonest('right')],
    meanwhile: (hub) => failsWith(hub, 'large', /^$/),
  }),
  fault({
    name: 'a member that takes nearly as long as it may is named',
    raises: { FederationNearTimeout: 'slow' },
    members: () => [
      startMember('slow', async (response) => {
        await sleep(870);
        response.end(samples(0));
      }),
      startHonest('right'),
    ],
  }),
];
