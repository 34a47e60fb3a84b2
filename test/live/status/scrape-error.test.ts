import { explain } from '../../../live/status/scrape-error';

/** As Prometheus words them; the URL before it has every selector that is asked for. */
const of = (error: string) =>
  `Get "https://192.0.2.1:6443/federate?match%5B%5D=%7Bjob%3D%22x509: HTTP status 401%22%7D": ${error}`;

describe('the error of a federation request is explained', () => {
  it.each([
    ['server returned HTTP status 401 Unauthorized', 'unauthenticated', '401: credential refused'],
    ['server returned HTTP status 403 Forbidden', 'forbidden', '403: not allowed to read it'],
    ['server returned HTTP status 404 Not Found', 'not-found', '404: no such Service or path'],
    [
      'server returned HTTP status 503 Service Unavailable',
      'no-endpoints',
      '503: no Prometheus behind its Service',
    ],
    [
      'server returned HTTP status 502 Bad Gateway',
      'no-endpoints',
      '502: no Prometheus behind its Service',
    ],
    ['server returned HTTP status 302 Found', 'redirected', 'redirected elsewhere'],
    ['server returned HTTP status 500 Internal Server Error', 'refused', 'another status than 200'],
    [
      of('tls: failed to verify certificate: x509: certificate signed by unknown authority'),
      'untrusted',
      'x509: unknown authority',
    ],
    [
      of(
        'tls: failed to verify certificate: x509: certificate is valid for 10.96.0.1, not 192.0.2.1',
      ),
      'other-name',
      'x509: for another name',
    ],
    [
      of(
        "tls: failed to verify certificate: x509: cannot validate certificate for 192.0.2.1 because it doesn't contain any IP SANs",
      ),
      'other-name',
      'x509: for another name',
    ],
    [
      of(
        'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-03-01T12:00:00Z is after 2026-02-01T12:00:00Z',
      ),
      'certificate-expired',
      'x509: certificate expired',
    ],
    [of('remote error: tls: bad certificate'), 'certificate-refused', 'client certificate refused'],
    [of('context deadline exceeded'), 'timeout', 'no answer in time'],
    [of('dial tcp 192.0.2.1:6443: i/o timeout'), 'timeout', 'no answer in time'],
    [
      of('dial tcp 192.0.2.1:6443: connect: connection refused'),
      'unreachable',
      'API server not reached',
    ],
    [of('EOF'), 'unreachable', 'API server not reached'],
    [
      of('dial tcp: lookup api.example.com on 10.96.0.10:53: no such host'),
      'unresolved',
      'name does not resolve',
    ],
    ['body size limit exceeded', 'body-size-limit', 'larger than allowed'],
    ['sample limit exceeded', 'sample-limit', 'more samples than allowed'],
    [
      'label_value_length_limit exceeded (metric: up, label name: job, value: "x", length: 900, limit: 512)',
      'label-limit',
      'labels beyond the limits',
    ],
    ['too old sample', 'clock', 'samples of another time'],
    [
      of(
        'unable to read CA cert: unable to read file /opt/pipeline/statestore/one/certificate-authority-data.pem: open /opt/pipeline/statestore/one/certificate-authority-data.pem: no such file or directory',
      ),
      'credential-missing',
      'no credential in the hub',
    ],
    [
      'received unsupported Content-Type "text/html" and no fallback_scrape_protocol specified for target',
      'not-metrics',
      'no answer of a Prometheus',
    ],
    [
      'a bug of a kind that nobody has met, and long besides',
      'other',
      'a bug of a kind that nobody has met, and',
    ],
  ])('%s: %s', (text, code, summary) => {
    const explained = explain(text);
    expect(explained).toMatchObject({ code, summary, text });
    expect(explained.fix).toMatch(/^[a-z].*\.$/);
  });
});
