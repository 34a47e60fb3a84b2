import type { Entry } from './entry';

/** What can be wrong between the hub and the API server. */
export const ON_THE_WAY = {
  'name-unknown': {
    step: 'DNS',
    title: 'the name of the API server does not resolve',
    cause:
      'The DNS that the hub uses does not know the host of server: it is misspelt, gone, or in a zone that only other networks see.',
    fix: 'correct server in the fleet file, or let the DNS of the hub know the name (a forward zone in its CoreDNS)',
  },
  'connection-refused': {
    step: 'TCP',
    title: 'nothing listens at the address of the API server',
    cause:
      'The host answers and refuses the connection: the API server is stopped, or has another port or address than server says.',
    fix: 'start the API server, or correct server in the fleet file',
  },
  'no-answer': {
    step: 'TCP',
    title: 'the address of the API server does not answer the hub',
    cause:
      "Packets of the hub are dropped: by a firewall, a security group, an egress NetworkPolicy of the hub, or because the address is nobody's any more.",
    fix: 'let the addresses of the hub through to the API server; correct server in the fleet file if the cluster has moved',
  },
  'not-reached': {
    step: 'TCP',
    title: 'there is no way to the API server',
    cause:
      'The connection ends before anything is said: there is no route, or something between cuts it.',
    fix: 'look at routes, VPN and firewalls between the hub and the API server',
  },
  'proxy-refuses': {
    step: 'TCP',
    title: 'the proxy on the way to the API server does not let the hub through',
    cause:
      'The proxy that proxyUrl names is not reached by the hub, asks for a login, does not let it through to server, or does not reach the API server itself.',
    fix: 'let the proxy pass CONNECT from the hub to the host and port of server; correct proxyUrl in the fleet file',
  },
  'not-tls': {
    step: 'TLS',
    title: 'what answers there does not speak TLS',
    cause: 'Another service has the port that server names.',
    fix: 'correct the port of server in the fleet file',
  },
  'server-certificate-expired': {
    step: 'TLS',
    title: 'the certificate of the API server has expired',
    cause: 'It was not renewed, or the clock of the hub is ahead.',
    fix: "renew it (kubeadm certs renew apiserver), or set the clock of the hub's nodes",
  },
  'server-certificate-not-yet-valid': {
    step: 'TLS',
    title: 'the certificate of the API server is not valid yet',
    cause:
      'It begins in the future: the clock of whoever issued it was ahead, or the clock of the hub is behind.',
    fix: 'compare the clocks of both clusters and set the one that is off',
  },
  'other-name': {
    step: 'TLS',
    title: 'the certificate of the API server is for another name',
    cause: 'It has neither the host of server nor tls.serverName among its names.',
    fix: 'write one of its names as tls.serverName in the fleet file, or take tls.serverName away where it is wrong',
  },
  'untrusted-authority': {
    step: 'TLS',
    title: 'the hub has another CA than the API server',
    cause:
      'The CA in the Secret is not the one that signed the certificate of the API server: the cluster was made anew, or its CA was rotated.',
    fix: 'run promfleet connect --only CLUSTER, which finds the CA and verifies it',
  },
  intercepted: {
    step: 'TLS',
    title: 'something else answers in place of the API server',
    cause:
      'The certificate that is presented is of neither the CA in the Secret nor the one of your kubeconfig: a proxy on the way ends TLS, or server leads to something else.',
    fix: 'take the proxy out of the way between the hub and the API server, or let it pass TLS through; correct server if it leads elsewhere',
  },
  'client-certificate-refused': {
    step: 'TLS',
    title: 'the client certificate is refused in the handshake',
    cause:
      'What answers demands client certificates of another CA: API servers do not, so it is a proxy or a load balancer.',
    fix: 'write the URL of the API server itself as server, or auth: { type: serviceAccountToken }',
  },
  'something-between': {
    step: 'authentication',
    title: 'a proxy or load balancer answers, not the API server',
    cause:
      'The answer has no trace of an API server (no Audit-Id, no Status): whatever ends TLS there cannot or will not pass the request on.',
    fix: 'look at the load balancer or proxy that server leads to, and its backends; or write the URL of the API server itself',
  },
} as const satisfies Readonly<Record<string, Entry>>;
