import { DNS_LABEL } from '../../language/names';
import { chooseName, dnsLabelOf, nameParts } from '../../live/import/names';

const named = (context: string, taken: readonly string[] = [], server = 'https://192.0.2.1') =>
  chooseName(context, nameParts(context, server), (name) => taken.includes(name));

describe('a context gives a cluster its name', () => {
  it.each<[string, string]>([
    ['prod-eu', 'prod-eu'],
    ['kind-dev', 'kind-dev'],
    ['arn:aws:eks:eu-west-1:111122223333:cluster/prod', 'prod'],
    ['arn:aws-us-gov:eks:us-gov-west-1:111122223333:cluster/A_b', 'a-b'],
    ['someone@Data_Platform.eu-central-1.eksctl.io', 'data-platform'],
    ['gke_example-project_europe-west4-a_batch', 'batch'],
    ['kubernetes-admin@kubernetes', 'kubernetes'],
    ['oidc:jane@example.com@corp', 'oidc-jane-example-com-corp'],
    ['default/api-west-example-com:6443/kube:admin', 'api-west-example-com'],
    ['Factory 7', 'factory-7'],
    ['Büro_Süd', 'buro-sud'],
    ['東京', 'cluster'],
    ['--', 'cluster'],
    ['a__--__b', 'a-b'],
    ['x'.repeat(80), 'x'.repeat(63)],
    [`${'x'.repeat(62)}-y`, 'x'.repeat(62)],
  ])('%s: %s', (context, name) => expect(named(context).name).toBe(name));

  it('OpenShift, by the host of its server', () =>
    expect(
      named(
        'default/api-west-example-com:6443/kube:admin',
        [],
        'https://api.west.example.com:6443',
      ),
    ).toEqual({ name: 'west', reasons: ['it is the NAME in api.NAME.DOMAIN'] }));

  it('and says how, unless it is the name', () => {
    expect(named('prod').reasons).toEqual([]);
    expect(named('arn:aws:eks:eu-west-1:111122223333:cluster/Prod').reasons).toEqual([
      'it is the NAME in arn:aws:eks:REGION:ACCOUNT:cluster/NAME',
      'a name is a DNS label',
    ]);
  });
});

describe('a name that is taken', () => {
  const EKS = 'arn:aws:eks:eu-west-1:111122223333:cluster/prod';

  it.each<[string, string[], string]>([
    [EKS, ['prod'], 'prod-eu-west-1'],
    [EKS, ['prod', 'prod-eu-west-1'], 'prod-111122223333'],
    [EKS, ['prod', 'prod-eu-west-1', 'prod-111122223333'], 'prod-2'],
    ['gke_example_europe-west4-a_batch', ['batch'], 'batch-europe-west4-a'],
    ['gke_example_europe-west4-a_batch', ['batch', 'batch-europe-west4-a'], 'batch-example'],
    ['prod', ['prod', 'prod-2'], 'prod-3'],
    ['x'.repeat(63), ['x'.repeat(63)], `${'x'.repeat(61)}-2`],
  ])('%s, beside %j: %s', (context, taken, name) => expect(named(context, taken).name).toBe(name));

  it('is said', () => expect(named('prod', ['prod']).reasons).toEqual(['the name prod is taken']));
});

it('whatever the text, it becomes a DNS label', () => {
  for (let seed = 1; seed < 500; seed++) {
    const text = Array.from({ length: seed % 90 }, (_, index) =>
      String.fromCodePoint(32 + ((seed * 7919 + index * 104729) % 700)),
    ).join('');
    expect(dnsLabelOf(text)).toMatch(DNS_LABEL);
  }
});
