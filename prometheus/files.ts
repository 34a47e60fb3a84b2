/*
 * Where Prometheus finds its files. In its configuration they are named relative to it, so that the
 * same text holds in the pod and for a check on a desk.
 */

/** Directory of prometheus.yml and of the other files named here. */
export const CONFIG_DIR = '/etc/prometheus/config';

export const CONFIG_FILE = 'prometheus.yml';

/** The user's rules, when there are any. */
export const RULES_FILE = 'rules.yml';

/** The hub's alerts about federation itself; in a file of its own, as group names are per file. */
export const HUB_RULES_FILE = 'federation.rules.yml';

/** The hub's own target. */
export const HUB_TARGETS_FILE = 'self.yaml';

/** Directory of promfleet's own rules in members. */
export const OWN_RULES_DIR = '/etc/prometheus/rules';

/** File of these. */
export const OWN_RULES_FILE = 'promfleet.rules.yml';

/** File beside it with the digest of the member's manifests, where they were rendered with one. */
export const ROLLOUT_FILE = 'rollout.rules.yml';

/** Directory of the members' federation jobs, one file each and no directories in it. */
export const FEDERATION_DIR = '/etc/prometheus/federation';

/** Directory of the rules that name the members, a file per ConfigMap. */
export const INVENTORY_DIR = '/etc/prometheus/inventory';

/** Where the Secrets that the fleet file names are, a directory each. */
export const secretDir = (name: string) => `/etc/prometheus/secrets/${name}`;

/** Where the token and the CA of the pod's ServiceAccount are, in members. */
export const SERVICE_ACCOUNT_DIR = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Where the image has the certificates of public CAs. */
export const SYSTEM_CERTIFICATES = '/etc/ssl/certs';

/** Environment variable with the name of the pod, where replicas have to be told apart. */
export const POD_NAME_VARIABLE = 'POD_NAME';
