/** An error of a federation request, as Prometheus words it, with what it means. */
export interface ExplainedError {
  /** What other code may ask for. */
  readonly code: ScrapeErrorCode;
  /** In few words, for a table. */
  readonly summary: string;
  /** A sentence: what is to be done. */
  readonly fix: string;
  /** As Prometheus has it. */
  readonly text: string;
}

export type ScrapeErrorCode = (typeof ERRORS)[number]['code'] | 'other';

/** The first that matches counts. */
const ERRORS = [
  {
    code: 'unauthenticated',
    pattern: /HTTP status 401/,
    summary: '401: credential refused',
    fix: 'the API server does not accept the credential, which has expired, was revoked or is of another cluster: run promfleet connect for it.',
  },
  {
    code: 'forbidden',
    pattern: /HTTP status 403/,
    summary: '403: not allowed to read it',
    fix: 'the Role or RoleBinding of the reader is not there, or names another Service than the job reads: run promfleet apply for it.',
  },
  {
    code: 'not-found',
    pattern: /HTTP status 404/,
    summary: '404: no such Service or path',
    fix: 'see that the monitor is applied there, and that monitor.release and namespace, or the service and prefix of monitor.existing, are what that cluster has.',
  },
  {
    code: 'no-endpoints',
    pattern: /HTTP status 50[234]/,
    summary: '503: no Prometheus behind its Service',
    fix: "no pod of the member's Prometheus is ready, or a NetworkPolicy keeps the API server from it: look at these pods.",
  },
  {
    code: 'redirected',
    pattern: /HTTP status 3\d\d/,
    summary: 'redirected elsewhere',
    fix: 'redirects are not followed: write the URL that it leads to as the server, or the path as the prefix of monitor.existing.',
  },
  {
    code: 'refused',
    pattern: /HTTP status \d+/,
    summary: 'another status than 200',
    fix: 'look at what stands before the API server, and at the log of the Prometheus there.',
  },
  {
    code: 'credential-missing',
    pattern: /no such file or directory|unable to (read|use|load)/,
    summary: 'no credential in the hub',
    fix: 'the Secret with its credential is not there, or not in the pod yet, which takes up to a minute: run promfleet connect for it.',
  },
  {
    // What a proxy answers to CONNECT comes as the words of its status.
    code: 'proxy',
    pattern:
      /proxyconnect tcp|^(Forbidden|Bad Request|Bad Gateway|Service Unavailable|Gateway Timeout|Method Not Allowed|Proxy Authentication Required|Internal Server Error|Not Found)$/i,
    summary: 'the proxy does not let it through',
    fix: 'see that the hub reaches the proxy that proxyUrl names, and that the proxy lets it CONNECT to the host and port of server.',
  },
  {
    code: 'not-tls',
    pattern: /server gave HTTP response to HTTPS client|first record does not look like a TLS/,
    summary: 'does not speak TLS',
    fix: 'what listens at that port is no API server: correct the port of server.',
  },
  {
    code: 'certificate-not-yet-valid',
    pattern: /x509: certificate has expired or is not yet valid: current time \S+ is before/,
    summary: 'x509: not valid yet',
    fix: "compare the clocks of the hub and of that cluster: the API server's certificate begins in the future.",
  },
  {
    code: 'certificate-expired',
    pattern: /x509: certificate has expired|expired certificate/,
    summary: 'x509: certificate expired',
    fix: "renew the API server's certificate, or the hub's client certificate with promfleet connect, and check the clocks of both.",
  },
  {
    code: 'other-name',
    pattern: /x509: (certificate is (valid|not valid)|cannot validate certificate)/,
    summary: 'x509: for another name',
    fix: "write one of the names that the API server's certificate has as tls.serverName.",
  },
  {
    code: 'untrusted',
    pattern: /x509: |tls: failed to verify/,
    summary: 'x509: unknown authority',
    fix: "the CA in the member's Secret is not the one that signed the API server's certificate: run promfleet connect for it.",
  },
  {
    code: 'certificate-refused',
    pattern: /remote error: tls/,
    summary: 'client certificate refused',
    fix: 'what answers there does not take the client certificate: see that server is the API server itself, and run promfleet connect for it.',
  },
  {
    code: 'sample-limit',
    pattern: /sample limit exceeded/,
    summary: 'more samples than allowed',
    fix: 'narrow federation.match, or raise federation.sampleLimit.',
  },
  {
    code: 'body-size-limit',
    pattern: /body size limit exceeded/,
    summary: 'larger than allowed',
    fix: 'narrow federation.match, or raise federation.bodySizeLimit.',
  },
  {
    code: 'label-limit',
    pattern: /label_(name_length_|value_length_)?limit/,
    summary: 'labels beyond the limits',
    fix: 'look for the metric that the error names, or raise federation.labelLimit, labelNameLengthLimit or labelValueLengthLimit.',
  },
  {
    code: 'clock',
    pattern: /too old sample|out of bounds|out of order/,
    summary: 'samples of another time',
    fix: "set the clocks of the member's nodes, and of the hub's.",
  },
  {
    code: 'not-metrics',
    pattern: /unsupported Content-Type|^expected |does not end with|"INVALID"|parsing/,
    summary: 'no answer of a Prometheus',
    fix: 'what answers there is no /federate: see that service, port and prefix of monitor.existing are those of Prometheus.',
  },
  {
    code: 'unresolved',
    pattern: /no such host|server misbehaving|lookup /,
    summary: 'name does not resolve',
    fix: "the hub's DNS does not know the host of server: correct it, or the DNS.",
  },
  {
    code: 'timeout',
    pattern: /deadline exceeded|i\/o timeout|Client\.Timeout|timed out/,
    summary: 'no answer in time',
    fix: "see that the hub's cluster reaches the API server; if it does, narrow federation.match or raise federation.timeout.",
  },
  {
    code: 'unreachable',
    pattern: /dial tcp|connection refused|connection reset|no route to host|unreachable|EOF$/,
    summary: 'API server not reached',
    fix: "see that the API server runs, and that the hub's cluster reaches it: address, port, firewalls, NetworkPolicies.",
  },
] as const;

/** What the error of a federation request means, and what is to be done. */
export function explain(text: string): ExplainedError {
  const said = withoutUrl(text);
  const known = ERRORS.find(({ pattern }) => pattern.test(said));
  if (!known) {
    const fix = "look at the hub's /targets page, and at the log of its Prometheus.";
    return { code: 'other', summary: said.slice(0, LONGEST), fix, text };
  }
  const { code, summary, fix } = known;
  // One sentence stands for several: the status is as it was found.
  const status = /HTTP status (\d+)/.exec(said)?.[1];
  return { code, summary: status ? summary.replace(/^503/, status) : summary, fix, text };
}

/** An error without the URL that Prometheus begins it with: it has every selector of `match[]`. */
export const withoutUrl = (text: string) => text.replace(/^Get "[^"]*": /, '');

/** Characters of an error that is not known, in a table. */
const LONGEST = 40;
