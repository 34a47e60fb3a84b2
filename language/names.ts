import { type Check, matching } from './check';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
export const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const DNS_SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
export const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A DNS label (RFC 1123), as Kubernetes wants for namespaces and Services. */
export const checkDnsLabel: Check = matching(
  DNS_LABEL,
  'a DNS label',
  'at most 63 of a-z, 0-9 and -, such as eks-eu-1',
);

/** A DNS subdomain (RFC 1123), as Kubernetes wants for Secrets and most other objects. */
export const checkObjectName: Check = matching(
  DNS_SUBDOMAIN,
  'an object name',
  'a-z, 0-9, - and ., such as lab-reader',
);

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL_KEY =
  /^(?:(?=.{1,253}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** The key of a Kubernetes label. */
export const checkLabelKey: Check = matching(
  LABEL_KEY,
  'the key of a Kubernetes label',
  'one such as topology.kubernetes.io/zone',
);

/** The value of a Kubernetes label. */
export const checkLabelValue: Check = matching(
  /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
  'the value of a Kubernetes label',
  'at most 63 of letters, digits, -, _ and ., such as allowed',
);

/** A label name in Prometheus's classic grammar. */
export const checkLabelName: Check = matching(
  LABEL_NAME,
  'a label name',
  'letters, digits and _, such as cluster_name',
);

/** A name to verify a server's certificate against. */
export const serverNameCheck = (right: string): Check =>
  matching(/^[A-Za-z0-9.:_-]+$/, 'a host name', right);
