import { federationJob } from '../../prometheus/jobs/federation';
import { federationText } from '../../prometheus/jobs/federation-text';
import { YamlWriter } from '../../yaml/write';
import { resolved } from '../fleet';

const { members } = resolved(`
hub: { cluster: control-plane, statestore: /opt/prod-a/statestore }
clusters:
  - { name: prod-a, server: https://prod-a.example.com }
  - { name: prod-b, server: https://192.0.2.1:6443 }
  - { name: prod-c, server: 'https://[2001:db8::7]', labels: { region: 'on', tier: '1' } }
  - { name: prod-d, server: https://prod.example.com/k8s/clusters/prod-d, auth: { type: serviceAccountToken } }
  - { name: opt, server: https://opt.example.com, tls: { serverName: opt.internal } }
  - { name: 'yes', server: https://yes.example.com }
  - { name: '123', server: https://n123.example.com }
  - { name: '1e3', server: https://e.example.com }
  - { name: a, server: https://a.example.com }
`);

it('is what the job is in YAML, whatever the member is called and wherever it is', () => {
  const yaml = new YamlWriter();
  for (const { job } of members) {
    const match = ['{job="prod-a"}', 'up'];
    const plain = new YamlWriter().items([federationJob(job, match)], '  ');
    expect(federationText(job, match, yaml, '  ')).toBe(plain);
  }
});

it('keeps what differs between members apart', () => {
  const yaml = new YamlWriter();
  const texts = members.map(({ job }) => federationText(job, ['up'], yaml, ''));
  expect(new Set(texts).size).toBe(members.length);
});
