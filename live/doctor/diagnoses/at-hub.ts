import type { Entry } from './entry';

/** What can be wrong at the hub itself. */
export const AT_HUB = {
  'credential-missing': {
    step: 'credential',
    title: 'the hub has no credential',
    cause:
      'The Secret that the hub reads the credential of this cluster from is not there, or lacks a key: it was never delivered, or deleted.',
    fix: 'run promfleet connect --only CLUSTER',
  },
  'credential-unusable': {
    step: 'credential',
    title: 'the credential of the hub is no credential',
    cause:
      'What stands in the Secret is not PEM, or its key belongs to another certificate: it was put there by hand, or cut off on the way.',
    fix: 'run promfleet connect --only CLUSTER',
  },
  'credential-of-another': {
    step: 'credential',
    title: 'the credential is not that of the reader',
    cause:
      'The Secret has a valid credential of somebody else, such as of another cluster, or the fleet file names another subject than it was issued for.',
    fix: 'run promfleet connect --only CLUSTER',
  },
  'credential-ends-soon': {
    step: 'credential',
    title: 'the credential ends soon',
    cause: 'Everything works, and will cease to when the credential ends.',
    fix: 'run promfleet connect --only CLUSTER, which renews it',
  },
  'job-missing': {
    step: 'job',
    title: 'the hub has no job for it',
    cause:
      'The hub was not told of this cluster since it came into the fleet file, or its Prometheus refuses the configuration and goes on with the old one, or it started before the CA was there and has not looked again yet.',
    fix: "run promfleet apply --hub; should it stay so, read the log of the hub's Prometheus",
  },
  'job-outdated': {
    step: 'job',
    title: 'the hub asks something else than the fleet file says',
    cause: 'The fleet file has changed since it was applied to the hub.',
    fix: 'run promfleet apply --hub, or have your GitOps tool sync it',
  },
  'job-stalled': {
    step: 'job',
    title: 'the hub does not scrape it any more',
    cause:
      'The last request is older than three intervals: the Prometheus of the hub has no CPU or memory left, or hangs.',
    fix: "look at the log of the hub's Prometheus, and at what its node has left of CPU and memory",
  },
  'credential-not-mounted': {
    step: 'job',
    title: 'the credential has not reached the pod of the hub',
    cause:
      'The Secret is there, and the file is not: kubelets take up to a minute or two to bring a change into a running pod.',
    fix: 'ask again in two minutes; should it stay so, run promfleet apply --hub: its pod may mount another Secret',
  },
  'hub-differs': {
    step: 'hub',
    title: 'the hub is answered otherwise than this machine',
    cause:
      'The same request with the same credential goes well from here: between the hub and the cluster stands something else than between here and it, or the fault has passed since the last request of the hub.',
    fix: 'ask again after an interval; should it stay so, look at proxies, firewalls and load balancers on the way from the hub, and at the log of its Prometheus',
  },
} as const satisfies Readonly<Record<string, Entry>>;
