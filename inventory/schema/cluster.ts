import { z } from 'zod';
import { checkObjectName, DNS_SUBDOMAIN, serverNameCheck } from '../../language/names';
import { checkProxyUrl, PROXY_URL } from '../../language/proxy-url';
import { checkServerUrl } from '../../language/server-url';
import { memberAlerts } from './alerts';
import { FEDERATION_MODES, limits, matches, namedSelector } from './federation';
import { text } from './formats';
import { monitor } from './monitor';
import { patches } from './patches';
import { dnsLabel, duration, expiration, flag, kubeContext, labels, objectName } from './scalars';
import { timeoutWithin } from './timeout';

const tls = z
  .strictObject({
    serverName: text(
      serverNameCheck("the name in the server's certificate"),
      "Name to verify the API server's certificate against. Default: the host of `server`.",
    ).optional(),
    insecureSkipVerify: flag('Accept any certificate of the API server. Warned about.').optional(),
  })
  .meta({ id: 'tls', description: "How the hub verifies the member's API server." });

const auth = z
  .strictObject({
    type: z
      .enum(['clientCertificate', 'serviceAccountToken'])
      .meta({
        description:
          'How the hub proves who it is. EKS does not sign client certificates: use a token there.',
      })
      .optional(),
    secretName: objectName(
      "Secret in the hub's namespace with ca.crt, tls.crt and tls.key (or ca.crt and token), where members do not share them. Default: federation-<cluster>.",
    ).optional(),
    user: text(
      (value) =>
        value === '' || value.startsWith('system:')
          ? `not a user name for the reader, found ${JSON.stringify(value)}, write a name that does not begin with system:`
          : undefined,
      'Common name of the client certificate. Default: promfleet:<hub.cluster>.',
    ).optional(),
    expiration: expiration(
      "How long the hub's credentials live: 10m to 10y. Default: 90d for a client certificate, no end for a token.",
    ).optional(),
    serviceAccount: text(
      (value) =>
        value === 'default'
          ? 'pods without an account of their own have this one, and its token would be switched off, found "default", write another name'
          : checkObjectName(value),
      'ServiceAccount whose token the hub presents. Default: <release>-federation-reader.',
      DNS_SUBDOMAIN,
    ).optional(),
  })
  .meta({ id: 'auth', description: "The reader: the hub's identity on the member." });

const federation = z
  .strictObject({
    interval: duration('Time between two federation requests.').optional(),
    timeout: duration(
      'Longest a request may take, at most `interval`. Default: 7s, or the interval if less.',
    ).optional(),
    mode: z
      .enum(FEDERATION_MODES)
      .meta({
        description:
          'compiled: what the rules and dashboards of the hub read. raw: whole jobs of the member, too. Default: compiled, or none beside a match.',
      })
      .optional(),
    match: matches(
      'Series to fetch: PromQL vector selectors. With a mode they come in addition; without, they are all that is fetched.',
    ).optional(),
    drillDown: flag(
      'Answer queries with `scope="raw"` from the member\'s own Prometheus. It adds a right to the reader.',
    ).optional(),
    typed: flag(
      'Metrics keep their type and unit, as labels; experimental. Of an existing Prometheus: its owner sets the feature flag.',
    ).optional(),
    detail: z
      .array(namedSelector)
      .meta({
        description:
          'Raw series that the member records for the hub while a critical alert fires in it: selectors that begin with the name of a metric.',
      })
      .optional(),
    ...limits,
  })
  .superRefine(({ interval, timeout }, context) =>
    timeoutWithin(interval, timeout, 'timeout', context),
  )
  .meta({ id: 'federation', description: "The hub's scrape job for the member." });

/** Keys that `defaults`, each group and each cluster share; a cluster's win. */
const overridable = {
  labels: labels('Target labels of the member at the hub, external labels at home.').optional(),
  tls: tls.optional(),
  proxyUrl: text(
    checkProxyUrl,
    'HTTP proxy on the way from the hub to the API server, such as http://proxy.internal:3128. Default: none.',
    PROXY_URL,
  ).optional(),
  auth: auth.optional(),
  federation: federation.optional(),
  monitor: monitor.optional(),
  alerts: memberAlerts.optional(),
  patches: patches('of the cluster').optional(),
};

/** Sections that `defaults`, groups and clusters share. */
export const SHARED_SECTIONS: readonly string[] = Object.keys(overridable);

/** Settings merged under every cluster. */
export const defaults = z.strictObject(overridable).meta({
  description: 'Settings of every cluster, each of which a group or a cluster can override.',
});

const groupName = dnsLabel('Name of the group.');

/** Settings by groups of clusters. */
export const groups = z
  .record(
    groupName,
    z
      .strictObject(overridable)
      .meta({ description: 'Settings of the clusters of this group: as defaults, and over them.' }),
  )
  .meta({
    description:
      "Settings of groups of clusters, by the group's name: merged over `defaults` and under the clusters that name it.",
  });

/** One member. */
export const cluster = z
  .strictObject({
    name: dnsLabel('Name of the cluster: unique, its job name and the value of its cluster label.'),
    server: text(
      checkServerUrl,
      'URL of the API server; a path prefix is honoured, the port is 443 unless given.',
    ),
    kubeContext: kubeContext('name').optional(),
    group: dnsLabel('Group whose settings it has, one of `groups`. Default: none.').optional(),
    ...overridable,
  })
  .meta({ description: 'A cluster to watch.' });
