import type { Findings } from '../../live/import/findings';
import { candidate, plan, written } from './made-up-plan';

describe('what a cluster answers becomes', () => {
  it.each<[string, Findings, string[]]>([
    [
      'nothing, where defaults do',
      { signsClientCertificates: { value: true, reasons: ['a'] } },
      [],
    ],
    [
      'the label of its provider',
      { provider: { value: 'kubeadm', reasons: ['a node says so'] } },
      ['    labels: { provider: kubeadm }'],
    ],
    [
      'a token, where it signs no certificates',
      { signsClientCertificates: { value: false, reasons: ['no signer'] } },
      ['    auth: { type: serviceAccountToken }'],
    ],
    [
      'kubelets that are not verified',
      { kubeletCertificates: { value: 'self-signed', reasons: ['one is'] } },
      ['    monitor: { kubelet: { insecureSkipVerify: true } }'],
    ],
    [
      'nothing, where kubelets verify',
      { kubeletCertificates: { value: 'verified', reasons: ['all'] } },
      [],
    ],
    [
      'no node-exporter, where its port is taken',
      { nodeExporterPortTaken: { value: 'DaemonSet monitoring/ne', reasons: ['it has the port'] } },
      ['    monitor: { nodeExporter: false }'],
    ],
    [
      'the Prometheus that is there, and nothing that would have no effect beside it',
      {
        existing: {
          value: {
            service: 'prom',
            namespace: 'obs',
            port: 'http-web',
            prefix: '',
            jobs: ['node'],
          },
          reasons: ['its label'],
        },
        nodeExporterPortTaken: { value: 'x', reasons: ['y'] },
        kubeletCertificates: { value: 'self-signed', reasons: ['one is'] },
      },
      [
        '    monitor: { existing: { service: prom, namespace: obs, port: http-web, jobs: [node] } }',
      ],
    ],
    [
      'with its scheme and prefix, a key in a line where that is long',
      {
        existing: {
          value: {
            service: 'kube-prometheus-stack-prometheus',
            namespace: 'monitoring',
            port: 9090,
            scheme: 'https',
            prefix: '/prometheus',
            jobs: ['node-exporter', 'kubelet'],
          },
          reasons: ['its label'],
        },
      },
      [
        '    monitor:',
        '      existing:',
        '        service: kube-prometheus-stack-prometheus',
        '        namespace: monitoring',
        '        port: 9090',
        '        scheme: https',
        '        prefix: /prometheus',
        '        jobs: [node-exporter, kubelet]',
      ],
    ],
    [
      'nothing, for a Prometheus whose jobs are not known',
      {
        existing: {
          value: { service: 'prom', namespace: 'obs', port: 9090, prefix: '', jobs: [] },
          reasons: ['its label'],
        },
      },
      [],
    ],
  ])('%s', async (_, findings, lines) =>
    expect(await written({ candidates: [candidate('two')], findings: () => findings })).toBe(
      ['  - name: two', '    server: https://two.example.com:6443', ...lines, ''].join('\n'),
    ),
  );

  it('is said with its reasons', async () => {
    const [outcome] = await plan({
      candidates: [candidate('two', { login: 'exec', loginWith: 'aws' })],
      findings: () => ({
        provider: { value: 'eks', reasons: ['its version is v1.34.1-eks-1'] },
        existing: {
          value: {
            service: 'p',
            namespace: 'n',
            port: 80,
            prefix: '',
            jobs: ['a'],
            replicaLabel: 'r',
          },
          reasons: ['it is there'],
        },
        notes: ['one more thing'],
      }),
    });
    expect(outcome).toMatchObject({
      kind: 'added',
      choices: [
        { key: 'labels.provider', value: 'eks', reasons: ['its version is v1.34.1-eks-1'] },
        {
          key: 'auth.type',
          reasons: [
            'EKS signs no client certificates',
            'one logs in with aws, as to clusters that others run',
          ],
        },
        { key: 'monitor.existing', reasons: ['it is there'] },
      ],
      notes: [expect.stringContaining('differ in the label r'), 'one more thing'],
    });
  });
});
