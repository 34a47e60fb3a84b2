import { formatDiagnostic } from '../../diagnostics';
import { readFleetText } from '../../inventory';

/** What is wrong with a fleet file that has one extra scrape config with these lines. */
function problems(...lines: string[]): string[] {
  const text = [
    'hub:',
    '  cluster: control-plane',
    '  scrapeConfigs:',
    '    - job_name: extra',
    ...lines.map((line) => `      ${line}`),
    'clusters: [{ name: one, server: "https://192.0.2.1" }]',
  ].join('\n');
  return readFleetText(text, '').problems.map((problem) =>
    formatDiagnostic({ ...problem, line: 0, path: problem.path.slice(3) }).replace(/^: /, ''),
  );
}

describe('an extra scrape config', () => {
  it.each([
    ['nothing but a name', []],
    [
      'what an action merely ignores',
      ['relabel_configs: [{ action: keep, source_labels: [a], target_label: b }]'],
    ],
    [
      'a target label made of groups',
      ['relabel_configs: [{ source_labels: [a], target_label: "x_${1}_$2" }]'],
    ],
    [
      'a selector for every role it can be narrowed by',
      [
        'kubernetes_sd_configs:',
        '  - role: endpoints',
        '    selectors: [{ role: pod, label: a }, { role: service, label: "!a" }, { role: endpoints, field: metadata.name=x }]',
      ],
    ],
    ['SRV records without a port', ['dns_sd_configs: [{ names: [_http._tcp.a] }]']],
    ['a limit of zero, which is none', ['sample_limit: 0']],
  ])('may have %s', (_what, lines) => expect(problems(...lines)).toEqual([]));

  it.each([
    [
      'bearer_token_file: /a',
      'unknown key `bearer_token_file`, Prometheus has replaced it, write `authorization.credentials_file`',
    ],
    [
      'tls_config: { key: x, cert: y }',
      'tls_config: unknown key `key`, a secret does not belong in the fleet file, write `key_file`',
    ],
    [
      'tls_config: { key_file: /a }',
      'tls_config: `key_file` is of no use without `cert_file`, write both or neither',
    ],
    [
      'tls_config: { ca_file: ca.crt }',
      'tls_config.ca_file: not the absolute path of a file, found "ca.crt", write where the file is mounted',
    ],
    [
      'authorization: { type: Basic, credentials_file: /a }',
      'authorization.type: not a type of authorization, found "…", write Bearer, or use basic_auth',
    ],
    [
      'file_sd_configs: [{ files: [targets.json] }]',
      'file_sd_configs[0].files[0]: not a file with targets, found "targets.json", write an absolute path that ends in .json, .yml or .yaml, with at most one * in its last part',
    ],
    [
      'http_sd_configs: [{ url: "http://u:p@a/" }]',
      'http_sd_configs[0].url: not a URL without user info, found "http://………@a/", write http://targets.internal/list, say',
    ],
    [
      'kubernetes_sd_configs: [{ role: pods }]',
      'kubernetes_sd_configs[0].role: expected one of node, pod, service, endpointslice, endpoints, ingress, found the text "pods", did you mean pod?',
    ],
    [
      'kubernetes_sd_configs: [{ role: pod, selectors: [{ role: pod }, { role: pod }] }]',
      'kubernetes_sd_configs[0].selectors[1].role: a selector for pod stands above, write its conditions there',
    ],
    [
      'kubernetes_sd_configs: [{ role: pod, selectors: [{ role: pod, label: "a=b c" }] }]',
      'kubernetes_sd_configs[0].selectors[0].label: not a label selector, found "a=b c", write app=web,tier!=dev, say',
    ],
    [
      'relabel_configs: [{ action: hashmod, source_labels: [a], target_label: b, modulus: 0 }]',
      'relabel_configs[0].modulus: expected a whole number of at least 1, found the number 0',
    ],
    [
      'relabel_configs: [{ action: uppercase, source_labels: [a], target_label: b, replacement: c }]',
      'relabel_configs[0].replacement: the action uppercase takes no `replacement`, leave it out',
    ],
    [
      'relabel_configs: [{ action: keepequal, source_labels: [a], target_label: "$1" }]',
      'relabel_configs[0].target_label: not a label name, found "$1", write letters, digits and _',
    ],
    [
      'relabel_configs: [{ action: labelmap, regex: (.+), replacement: a-$1 }]',
      'relabel_configs[0].replacement: not a label name, found "a-$1", write $1 with letters, digits and _',
    ],
    [
      'fallback_scrape_protocol: text',
      'fallback_scrape_protocol: expected one of PrometheusProto, OpenMetricsText0.0.1, OpenMetricsText1.0.0, PrometheusText0.0.4, PrometheusText1.0.0, found the text "text"',
    ],
  ])('may not have %s', (line, message) => expect(problems(line)).toContain(message));
});
