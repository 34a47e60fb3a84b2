import type { Entry } from './entry';

/** What can be wrong in the cluster itself. */
export const AT_MEMBER = {
  'credential-expired': {
    step: 'authentication',
    title: 'the credential has expired',
    cause: 'Nothing has renewed it in time.',
    fix: 'run promfleet connect --only CLUSTER, regularly, such as from a CronJob',
  },
  'credential-refused': {
    step: 'authentication',
    title: 'the API server does not know the credential',
    cause:
      'The token was deleted or its ServiceAccount made anew, the CA of client certificates was rotated, the credential is of another cluster, or a proxy ends TLS and the client certificate with it.',
    fix: 'run promfleet connect --only CLUSTER; behind a proxy that ends TLS, with auth: { type: serviceAccountToken }',
  },
  'rolebinding-missing': {
    step: 'authorisation',
    title: 'the RoleBinding of the reader is not there',
    cause: 'It was deleted, or never applied.',
    fix: 'run promfleet apply --only CLUSTER',
  },
  'rolebinding-differs': {
    step: 'authorisation',
    title: 'the RoleBinding is not for the reader',
    cause:
      'It names another subject or another Role than the fleet file: it was changed by hand, or the fleet file has changed since it was applied.',
    fix: 'run promfleet apply --only CLUSTER; a RoleBinding with another roleRef has to be deleted before',
  },
  'role-missing': {
    step: 'authorisation',
    title: 'the Role of the reader is not there',
    cause: 'It was deleted, or never applied; the RoleBinding is there.',
    fix: 'run promfleet apply --only CLUSTER',
  },
  'role-differs': {
    step: 'authorisation',
    title: 'the Role does not allow this request',
    cause:
      'Its resourceNames have to be the Service exactly as it stands in the path of the request, port and scheme included, and its verbs what the fleet file asks for; it was changed by hand, or the fleet file has changed since.',
    fix: 'run promfleet apply --only CLUSTER',
  },
  forbidden: {
    step: 'authorisation',
    title: 'the API server refuses the request',
    cause:
      'The reader may not get services/proxy of this Service; its Role and RoleBinding could not be compared, or are as they should be and another authorizer says no.',
    fix: 'run promfleet apply --only CLUSTER, then promfleet access CLUSTER --check; look at webhooks that authorise, if there are any',
  },
  'service-missing': {
    step: 'Service',
    title: 'there is no such Service',
    cause:
      'The monitor is not applied there, or its namespace, release, or the service of monitor.existing is another.',
    fix: 'run promfleet apply --only CLUSTER, or correct monitor.namespace, monitor.release or monitor.existing in the fleet file',
  },
  'service-port-missing': {
    step: 'Service',
    title: 'the Service has no such port',
    cause:
      'The port of monitor.existing is neither a number nor a name of a port of that Service, or the Service was changed by hand.',
    fix: 'correct monitor.existing.port in the fleet file, or run promfleet apply --only CLUSTER',
  },
  'no-endpoints': {
    step: 'endpoints',
    title: 'no pod behind the Service is ready',
    cause:
      'The Prometheus there is scaled to nothing, does not start, is not scheduled, or the selector of the Service matches none of its pods.',
    fix: 'look at the pods and their events; run promfleet apply --only CLUSTER if the Service or the workload was changed',
  },
  'pod-refuses': {
    step: 'endpoints',
    title: 'the pod refuses the connection',
    cause:
      'Nothing listens at the target port of the Service in a pod that is ready: the targetPort is wrong, or Prometheus listens elsewhere.',
    fix: 'run promfleet apply --only CLUSTER, or correct the targetPort of the Service of monitor.existing',
  },
  'network-policy': {
    step: 'NetworkPolicy',
    title: 'a NetworkPolicy keeps the API server out',
    cause:
      'Proxied requests come from the address of the API server, and no policy that selects the pods lets that in at their port.',
    fix: 'run promfleet apply --only CLUSTER; widen monitor.apiServerCidrs where it lacks the address; for a Prometheus of your own allow it in a NetworkPolicy',
  },
  'pod-not-reached': {
    step: 'NetworkPolicy',
    title: 'the API server does not reach the pod',
    cause:
      "No NetworkPolicy was found to stand between: the network of the nodes, a policy of the CNI's own kind, or a security group between control plane and nodes does.",
    fix: 'see that the control plane reaches pods at that port (on GKE and EKS: a firewall rule for webhooks and proxies), and look at the policies of the CNI',
  },
  redirected: {
    step: 'federation',
    title: 'the request is redirected elsewhere',
    cause:
      'Prometheus has another route prefix or external URL, or a login page stands before it; the hub does not follow, as its credential would go along.',
    fix: "write the prefix that it redirects to as monitor.existing.prefix; for a monitor of promfleet's own, run promfleet apply --only CLUSTER",
  },
  'path-unknown': {
    step: 'federation',
    title: 'the Prometheus there does not know the path',
    cause:
      'It has another route prefix than the fleet file says, or what answers is no Prometheus.',
    fix: 'correct monitor.existing.prefix (it is --web.route-prefix, or the path of --web.external-url)',
  },
  'login-wanted': {
    step: 'federation',
    title: 'the Prometheus there wants a login',
    cause:
      'It has a web.config.file, or a proxy before it authenticates: API servers take the header Authorization away, so nobody can log in there. With federateOnly: what runs there lets other paths through than the fleet file says.',
    fix: 'let /federate through without a login at a port that only the API server reaches, and name that port in monitor.existing; with federateOnly, run promfleet apply --only CLUSTER',
  },
  'prometheus-fails': {
    step: 'federation',
    title: 'the Prometheus there fails',
    cause: 'It answers with an error of its own.',
    fix: 'read its log; it may be starting, or out of memory',
  },
  'not-metrics': {
    step: 'federation',
    title: 'what answers there is no Prometheus',
    cause: 'It answers 200 with something else than metrics.',
    fix: 'correct service, port and prefix of monitor.existing',
  },
  'no-samples': {
    step: 'federation',
    title: 'the request brings no samples',
    cause:
      'Nothing there matches match[]: the Prometheus has just started, scrapes nothing, or has other jobs than monitor.existing.jobs says.',
    fix: 'promfleet explain CLUSTER shows the selectors; look at the targets of the Prometheus there',
  },
  'too-slow': {
    step: 'limits',
    title: 'the answer takes longer than it may',
    cause:
      'The request asks for many series, or the Prometheus or its API server is overloaded: a request for nothing is answered in time.',
    fix: 'narrow federation.match (promfleet explain CLUSTER), or raise federation.timeout',
  },
  'sample-limit': {
    step: 'limits',
    title: 'the answer has more samples than it may',
    cause: 'What match[] brings is more than federation.sampleLimit.',
    fix: 'narrow federation.match (promfleet explain CLUSTER), or raise federation.sampleLimit',
  },
  'body-size-limit': {
    step: 'limits',
    title: 'the answer is larger than it may be',
    cause: 'What match[] brings is more than federation.bodySizeLimit.',
    fix: 'narrow federation.match (promfleet explain CLUSTER), or raise federation.bodySizeLimit',
  },
  'label-limit': {
    step: 'limits',
    title: 'a label is longer than it may be, or there are too many',
    cause: 'One series is enough for the whole answer to be refused.',
    fix: 'look for the metric that the error names and drop it there, or raise the label limit of federation that it names',
  },
  clock: {
    step: 'clock',
    title: 'the clock of the cluster is off',
    cause:
      'Federated samples have the time of the member that took them: too far ahead or behind, they are refused or land where nobody looks.',
    fix: "let the nodes of that cluster, or of the hub, keep time (chrony, the cloud's time service)",
  },
  'samples-old': {
    step: 'clock',
    title: 'the samples are old',
    cause:
      'The clock is right and the newest sample is not: the Prometheus there does not scrape any more.',
    fix: 'look at its targets and its log: it may have no disk or memory left',
  },
} as const satisfies Readonly<Record<string, Entry>>;
