/** Texts that are right in one place and wrong in most. */
// biome-ignore format: one a line would be a page of white space
export const STRINGS = [
  '', ' ', '\n', '\t', '-', '.', '..', '/', '//', '/a', '/a/', ':', '0', '1', '-1', '1e3', 'null', 'true',
  'a', 'A', 'a.b', 'a_b', 'a-b', 'a:b', 'a b', '__name__', 'job', 'one', 'prometheus', 'kubernetes-pods',
  'x'.repeat(64), 'x'.repeat(5000), 'é', '日本', '\u0000', '\u202e', '😀', '$', '$1', '${1}', '$$', '%41',
  '{{', '{{ }}', '{{ $labels.a }}', '{{ end }}', '*', '&a', '!', '#', "'", '"', '`', '|', '>', '<<', '@',
  '1s', '0s', '1h30m', '30m1h', '1y', '999y', '99999999999999999999s', '1.5s', '5', '1KB', '1.5GB', '9EB',
  '1Gi', '100m', 'up', 'up{}', '{}', '{job="a"}', '{job=~".*"}', '{job=~".+"}', 'sum(up)', 'up[5m]',
  '1 + 1', 'time()', '(', '[', '(a|b)', '(?i)a', '(?=a)', '(a)\\1', 'a{2000}', '[z-a]', '\\d+', '^$',
  'https://a', 'http://a', 'https://[::1]', 'https://a/b/', 'https://u@a', 'a:1', '[::1]:9', 'a:99999',
  '10.0.0.0/8', '::/0', '10.0.0.0/33', 'sha256:00', 'v3.0.0', 'v2.55.0', 'latest', 'system:masters',
  'constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', // what every object has
  'yes', 'no', 'on', 'off', 'y', 'n', 'Y', 'NO', '~', '0b1', '0o7', '08', '12:30', '2001-01-01', '.inf', // YAML 1.1
  'True', 'FALSE', 'Off', 'NULL', 'Null', '0x1F', '0777', '1_000', '190:20:30', '=', '.NaN', '1.', '2001-01-01T00:00:00Z', '6e5', // YAML 1.1
  '50K', '512ki', '0Gi', '0', '.5Gi', '+5Gi', '-1Gi', '5E', '1e3', '1E3Gi', '9223372036854775807', '1n', '0.1', // quantities
  '8Ei', '7.9Ei', '400m', '1e-3', '1E2', '00', '1.', '12e', '-0', '0.0001m', '1Ki', '1.5', 'Gi', '1 Gi', '1e30', // quantities
  '010.0.0.0/8', '::ffff:10.0.0.0/104', '10.0.0.0/08', '2001:db8::/64', '0.0.0.0/0', // ranges
  'b'.repeat(63), 'c'.repeat(30), 'd'.repeat(253), 'e'.repeat(250), `${'f'.repeat(63)}.${'f'.repeat(63)}`, 'a--b', // lengths
  'g'.repeat(248), 'h'.repeat(55), `i${'-'.repeat(28)}i`, `${'j'.repeat(253)}/k`, `l/${'m'.repeat(63)}`, `${'n.'.repeat(126)}n`, // lengths
  'https://twin.example', 'https://TWIN.example.:443/', 'https://[2001:db8::1]', 'https://[2001:DB8:0::1]:443', // twins
  'https://192.0.2.1', 'https://[::ffff:192.0.2.1]', 'https://[::FFFF:c000:201]:443/', 'control-plane', 'two', // twins
  'monitoring', 'default', 'kube-system', 'monitor', 'hub', 'federation-one', 'monitor-prometheus-server', // twins
  'le', 'severity', 'alertname', 'name', 'config', 'scrape_job', 'a\\b"c', '{{ . }}', 'exported_cluster', 'a/b', 'a\nb', 'prometheus_replica', 'tenant', // labels
  '/a/*.json', '/a.yml', 'a=b,c!=d', 'a in (b,c)', 'a notin ()', '!a',
];

/** Values of every other type. */
// biome-ignore format: one a line would be a page of white space
export const OTHERS = [
  null, true, false, 0, -1, 1, 1.5, 1e21, 2 ** 31, 2 ** 31 - 1, 2 ** 53, 65535, 65536, Number.NaN, Number.POSITIVE_INFINITY,
  [], {}, [null], [[]], { a: null }, { '': '' }, { a: { b: { c: [] } } }, ['a', 'a'], { job: 'x', __a: 'y' },
];

/** What is put into texts: the signs of PromQL, of regular expressions, templates and YAML. */
// biome-ignore format: one a line would be a page of white space
export const PIECES = [...'()[]{}|*+?^$.\\-:,/=!~<>_#"\'`@%& \n019azAZ', 'é', '{{', '}}', ' and ', '[5m]', '"a"'];
